import { expect, test } from 'vitest'
import { Archive, checkZip } from '@/server/ingestion/parser/zip'
import { bombDocx, chineseDocx, docxEntries } from '@/server/testing/fixtures'
import { writeZip } from '@/server/testing/zip'

test('an ordinary document passes', async () => {
  await expect(checkZip(chineseDocx(), 'Word')).resolves.toBeUndefined()
  expect(new Archive(chineseDocx(), 'Word').names).toContain('word/document.xml')
})

test.each(['../../evil.xml', '/etc/passwd', 'word/../../x', 'C:\\x', '\\\\server\\x', 'a\0b'])('an entry named %j is refused', async (name) => {
  await expect(checkZip(writeZip([...docxEntries(''), { name, data: 'x' }]), 'Word')).rejects.toThrow('not safe')
})

test('what inflates beyond reason is refused before it is all inflated', async () => {
  await expect(checkZip(bombDocx(120), 'Word')).rejects.toThrow('inflates to far more')
})

test('a size that the directory lies about changes nothing', async () => {
  const bomb = Buffer.from(bombDocx(120))
  const entry = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  bomb.writeUInt32LE(10, entry + 24)
  await expect(checkZip(bomb, 'Word')).rejects.toThrow('inflates to far more')
})

test('too many entries are refused', async () => {
  const entries = Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, data: '' }))
  await expect(checkZip(writeZip(entries), 'Word')).rejects.toThrow('far more')
})

test.each(['<!DOCTYPE x [<!ENTITY a "b">]>', '<!doctype x SYSTEM "file:///etc/passwd">'])('a part with %s is refused', async (prolog) => {
  await expect(checkZip(writeZip(docxEntries('', prolog)), 'Word')).rejects.toThrow('not safe')
})

test('a directory that says less than the archive holds is refused', async () => {
  const archive = Buffer.from(chineseDocx())
  archive.writeUInt32LE(archive.readUInt32LE(archive.length - 10) - 1, archive.length - 10)
  await expect(checkZip(archive, 'Word')).rejects.toThrow('damaged')
})

test.each([10, 1_000, 4_000])('an archive cut after %i bytes is refused', async (length) => {
  await expect(checkZip(chineseDocx().subarray(0, length), 'Word')).rejects.toThrow('damaged')
})

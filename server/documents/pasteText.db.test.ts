import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import { pasteText } from '@/server/documents/pasteText'
import { pastedTextSchema } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { newId } from '@/server/ids'
import { createBase, documentText, workOff } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { storedFiles } from '@/server/testing/uploads'

let actor: Actor
let base: string
beforeEach(async () => {
  actor = await createPerson()
  base = await createBase(actor)
})

const paste = (text: string, name = '') => pasteText(actor, { knowledgeBaseId: base, name, text })

test('a text becomes a document that is read', async () => {
  const { id } = await paste('The ferry leaves at nine.\n\n渡轮九点开。', 'Ferry')
  await workOff()
  const document = await documents.get(actor, id)
  expect(document).toMatchObject({ name: 'Ferry.txt', mediaType: 'text/plain', state: 'ready', sourceUrl: null, size: 45 })
  expect(await documentText(id, document.activeVersion)).toBe('The ferry leaves at nine.\n\n渡轮九点开。')
})

test.each([
  ['its first line', '\n\n  The ferry leaves at nine.\nAnd at ten.', '', 'The ferry leaves at nine.txt'],
  ['its first heading', '---\n# The **ferry**\n\nIt leaves at nine.', '', 'The ferry.md'],
  ['its first line, cut', '水'.repeat(100), '', `${'水'.repeat(60)}.txt`],
  ['its name, as Markdown where it looks like it', '# Ferry', 'Times', 'Times.md'],
  ['its name, as Markdown where it has a table', '| a | b |\n|---|---|', 'Times', 'Times.md'],
  ['its name with the extension that it has', 'print(1)', 'ferry.py', 'ferry.py'],
  ['its name, where that is no format of text', 'x', 'report.pdf', 'report.pdf.txt'],
  ['its name, whole', 'x', 'Ferry 1/2', 'Ferry 1-2.txt'],
])('a text is called by %s', async (_name, text, name, expected) => {
  expect((await paste(text, name)).name).toBe(expected)
})

test('a second one of the same name is counted', async () => {
  await paste('One', 'Ferry')
  expect((await paste('Two', 'Ferry')).name).toBe('Ferry(1).txt')
})

test('a text of nothing, or of too much, is refused', () => {
  const said = (text: string) => pastedTextSchema.safeParse({ knowledgeBaseId: base, text }).error?.issues.map(({ message }) => message)
  expect(said(' \n\t')).toEqual(['The text is empty; paste some'])
  expect(said('x'.repeat(500_001))).toEqual(['A pasted text has 500,000 characters at most; upload it as a file'])
  expect(said('x'.repeat(500_000))).toBeUndefined()
})

test('nothing is stored for a base that is not the actor\'s', async () => {
  const stranger = await createPerson()
  const before = await storedFiles()
  for (const knowledgeBaseId of [base, newId()]) {
    await expect(pasteText(stranger, { knowledgeBaseId, name: '', text: 'x' })).rejects.toMatchObject({ kind: 'not_found' })
  }
  expect(await storedFiles()).toEqual(before)
})

import { expect, test } from 'vitest'
import { pageExtension } from '@/server/documents/pageFormat'
import { acceptedExtensions } from '@/server/documents/schema'

test.each([
  ['text/html', 'index.php', 'html'],
  ['text/html', '', 'html'],
  ['application/xhtml+xml', 'page.xhtml', 'html'],
  ['application/pdf', 'download.php', 'pdf'],
  ['text/plain', 'README.md', 'md'],
  ['text/plain', 'LICENSE', 'txt'],
  ['text/plain', 'photo.png', 'txt'],
  ['application/octet-stream', 'report.DOCX', 'docx'],
  ['application/zip', 'report.docx', 'docx'],
  ['', 'data.csv', 'csv'],
  ['text/csv', 'export', 'csv'],
  ['text/x-python', 'tool.py', 'py'],
  ['text/x-unknown', 'tool', 'txt'],
  ['application/problem+json', 'x', 'json'],
  ['application/rss+xml', 'feed', 'xml'],
])('%s of %j is kept as .%s', (mediaType, fileName, extension) => {
  expect(pageExtension(mediaType, fileName)).toBe(extension)
  expect(acceptedExtensions).toContain(`.${extension}`)
})

test.each([
  ['image/png', 'photo.png'],
  ['image/svg+xml', 'drawing.svg'],
  ['video/mp4', 'notes.txt'],
  ['application/octet-stream', 'setup.exe'],
  ['application/zip', 'all.zip'],
  ['', 'page'],
])('%s of %j is not read', (mediaType, fileName) => {
  expect(pageExtension(mediaType, fileName)).toBeUndefined()
})

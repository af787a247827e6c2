import { expect, test } from 'vitest'
import { GET } from '@/app/api/pdfjs/[version]/[folder]/[file]/route'

const ask = (folder: string, file: string) => GET(new Request('http://localhost:3000/'), { params: Promise.resolve({ version: '1', folder, file }) })

test.each([
  ['cmaps', 'UniGB-UCS2-H.bcmap', 'application/octet-stream'],
  ['standard_fonts', 'LiberationSans-Regular.ttf', 'application/octet-stream'],
  ['standard_fonts', 'FoxitSymbol.pfb', 'application/octet-stream'],
  ['wasm', 'openjpeg.wasm', 'application/wasm'],
  ['wasm', 'jbig2_nowasm_fallback.js', 'text/javascript'],
  ['iccs', 'CGATS001Compat-v2-micro.icc', 'application/octet-stream'],
])('what a page of a PDF may need is there, and is kept: %s/%s', async (folder, file, type) => {
  const response = await ask(folder, file)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
  expect(response.headers.get('cache-control')).toContain('immutable')
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100)
})

test.each([
  ['build', 'pdf.mjs'],
  ['cmaps', 'nothing.bcmap'],
  ['cmaps', '../package.json'],
  ['cmaps/..', 'package.json'],
  ['..', 'package.json'],
])('nothing else of the disk is: %s/%s', async (folder, file) => {
  expect((await ask(folder, file)).status).toBe(404)
})

import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { handle } from '@/app/api/handle'
import { AppError } from '@/server/errors'

/** What pages of PDFs may ask for besides their file: character maps, the standard fonts, decoders of images, a colour profile. */
const folders = ['cmaps', 'standard_fonts', 'wasm', 'iccs']
const fileName = /^[\w-]+\.(bcmap|pfb|ttf|wasm|js|icc)$/

const packageDir = join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/pdfjs-dist')

/** The files of pdf.js (Apache-2.0, with their licences beside them) from its package; the version in the address lets a browser keep them. */
export const GET = handle(async (_request, { folder, file }: { version: string; folder: string; file: string }) => {
  if (!folders.includes(folder) || !fileName.test(file)) throw missing()
  const bytes = await readFile(join(/* turbopackIgnore: true */ packageDir, folder, file)).catch(() => {
    throw missing()
  })
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': mediaType(file), 'cache-control': 'public, max-age=31536000, immutable' } })
})

const missing = (): AppError => new AppError('not_found', 'This file does not exist')

/** Browsers compile and run what is named correctly only. */
function mediaType(file: string): string {
  switch (extname(file)) {
    case '.wasm':
      return 'application/wasm'
    case '.js':
      return 'text/javascript'
    default:
      return 'application/octet-stream'
  }
}

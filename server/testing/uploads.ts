import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { config } from '@/server/config'
import { request } from '@/server/testing/requests'

export interface Upload {
  readonly name: string
  readonly content: string | Uint8Array
}

const boundary = 'the-boundary-of-the-tests'
const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content)

/** A multipart form, byte for byte as written here: names are sent as they are. */
export function formOf(files: readonly Upload[]): Uint8Array {
  const parts = files.flatMap(({ name, content }) => [
    bytesOf(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`),
    bytesOf(content),
    bytesOf('\r\n'),
  ])
  return Buffer.concat([...parts, bytesOf(`--${boundary}--\r\n`)])
}

/** An upload request whose body comes from a stream. */
export function uploadOf(cookie: string | null, knowledgeBaseId: string, body: ReadableStream<Uint8Array> | Uint8Array, query = ''): Request {
  const stream = body instanceof Uint8Array ? inPieces(body, [body.length]) : body
  const init = { method: 'POST', headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body: stream, duplex: 'half' }
  return request(`/api/files?knowledgeBaseId=${knowledgeBaseId}${query}`, cookie, init)
}

/** Bytes in pieces of these sizes, again and again. */
export function inPieces(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array> {
  let at = 0
  let turn = 0
  return new ReadableStream({
    pull: (controller) => {
      if (at >= bytes.length) return controller.close()
      const size = sizes[turn % sizes.length] ?? bytes.length
      controller.enqueue(bytes.slice(at, at + size))
      at += size
      turn += 1
    },
  })
}

/** The names of all files that are stored, and of those that are half written. */
export async function storedFiles(): Promise<{ whole: string[]; half: string[] }> {
  const folder = join(config.dataDir, 'files')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  const isHalf = (path: string): boolean => path === join(folder, 'tmp')
  return { whole: files.filter(({ parentPath }) => !isHalf(parentPath)).map(({ name }) => name), half: files.filter(({ parentPath }) => isHalf(parentPath)).map(({ name }) => name) }
}

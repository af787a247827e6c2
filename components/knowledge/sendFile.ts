import { parsed, refusalIn } from '@/components/api/json'
import type { UploadFailure } from '@/components/knowledge/uploadPool'

export interface FileRequest {
  readonly knowledgeBaseId: string
  readonly file: File
  readonly onProgress: (sent: number) => void
  /** Called once; with null the file has arrived. */
  readonly onEnd: (failure: UploadFailure | null) => void
}

/** Sends one file; the returned function gives it up. XMLHttpRequest, because fetch does not tell how much has left. */
export function sendFile({ knowledgeBaseId, file, onProgress, onEnd }: FileRequest): () => void {
  const request = new XMLHttpRequest()
  request.open('POST', `/api/files?knowledgeBaseId=${encodeURIComponent(knowledgeBaseId)}`)
  // The envelope of the form counts as well: a bar never says more than the file.
  request.upload.addEventListener('progress', (event) => onProgress(Math.min(event.loaded, file.size)))
  request.addEventListener('load', () =>
    onEnd(request.status === 201 ? null : { reason: 'refused', message: refusalIn(parsed(request.responseText)) }),
  )
  request.addEventListener('error', () => onEnd({ reason: 'offline', message: '' }))
  const form = new FormData()
  form.append('file', file, file.name)
  request.send(form)
  return () => request.abort()
}

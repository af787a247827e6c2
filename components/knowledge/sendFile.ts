import { parsed, refusalIn } from '@/components/api/json'
import type { UploadFailure } from '@/components/knowledge/uploadPool'

/** Whether the file was there already: the answer names what was left as it was. */
const isKnown = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'knownIds' in answer && Array.isArray(answer.knownIds) && answer.knownIds.length > 0

export interface FileRequest {
  readonly knowledgeBaseId: string
  readonly file: File
  readonly onProgress: (sent: number) => void
  /** Called once; with null the file has arrived. `isKnown`: it was there already, with the same bytes, and was left as it was. */
  readonly onEnd: (failure: UploadFailure | null, isKnown: boolean) => void
}

/** Sends one file; the returned function gives it up. XMLHttpRequest, because fetch does not tell how much has left. */
export function sendFile({ knowledgeBaseId, file, onProgress, onEnd }: FileRequest): () => void {
  const request = new XMLHttpRequest()
  request.open('POST', `/api/files?knowledgeBaseId=${encodeURIComponent(knowledgeBaseId)}&known=skip`)
  // The envelope of the form counts as well: a bar never says more than the file.
  request.upload.addEventListener('progress', (event) => onProgress(Math.min(event.loaded, file.size)))
  request.addEventListener('load', () => {
    const answer = parsed(request.responseText)
    if (request.status === 201) onEnd(null, isKnown(answer))
    else onEnd({ reason: 'refused', message: refusalIn(answer) }, false)
  })
  request.addEventListener('error', () => onEnd({ reason: 'offline', message: '' }, false))
  const form = new FormData()
  form.append('file', file, file.name)
  request.send(form)
  return () => request.abort()
}

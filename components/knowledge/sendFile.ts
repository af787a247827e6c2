import { parsed, refusalIn } from '@/components/api/json'
import type { UploadFailure } from '@/components/knowledge/uploadPool'

/** Whether the file was there already: the answer names what was left as it was. */
const isKnown = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'knownIds' in answer && Array.isArray(answer.knownIds) && answer.knownIds.length > 0

export interface FileRequest {
  readonly knowledgeBaseId: string
  readonly file: File
  readonly onProgress: (sent: number) => void
  /** The server takes no more files at the moment; this one is sent again when it does. */
  readonly onHeld: () => void
  /** Called once; with null the file has arrived. `isKnown`: it was there already, with the same bytes, and was left as it was. */
  readonly onEnd: (failure: UploadFailure | null, isKnown: boolean) => void
}

/** How long the server wants to be left alone, in milliseconds; null when it did not say so. */
function pauseAfter(request: XMLHttpRequest): number | null {
  const seconds = request.status === 429 ? Number(request.getResponseHeader('retry-after')) : 0
  return seconds > 0 ? seconds * 1_000 : null
}

/**
 * Sends one file; the returned function gives it up. Of a server that takes no more files at the moment it waits for the time that it says:
 * a thousand files are one drop. XMLHttpRequest, because fetch does not tell how much has left.
 */
export function sendFile({ knowledgeBaseId, file, onProgress, onHeld, onEnd }: FileRequest): () => void {
  let giveUp = (): void => undefined
  const send = (): void => {
    const request = new XMLHttpRequest()
    giveUp = () => request.abort()
    request.open('POST', `/api/files?knowledgeBaseId=${encodeURIComponent(knowledgeBaseId)}&known=skip`)
    // The envelope of the form counts as well: a bar never says more than the file.
    request.upload.addEventListener('progress', (event) => onProgress(Math.min(event.loaded, file.size)))
    request.addEventListener('load', () => {
      const pauseMs = pauseAfter(request)
      if (pauseMs !== null) {
        onHeld()
        const timer = setTimeout(send, pauseMs)
        giveUp = () => clearTimeout(timer)
        return
      }
      const answer = parsed(request.responseText)
      if (request.status === 201) onEnd(null, isKnown(answer))
      else onEnd({ reason: 'refused', message: refusalIn(answer) }, false)
    })
    request.addEventListener('error', () => onEnd({ reason: 'offline', message: '' }, false))
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  }
  send()
  return () => giveUp()
}

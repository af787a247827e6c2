import { isRecord, isText, parsed, refusalIn } from '@/components/api/json'
import { changeOne, changeWaiting, draftId, type Problem, type Waiting } from '@/components/attachments/attachmentStore'
import { imageTypes, maxAttachments, maxImageBytes } from '@/server/attachments/facts'
import { acceptedExtensions } from '@/server/documents/facts'

const extensionOf = (name: string): string => /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? ''
const imageExtensions: readonly string[] = Object.keys(imageTypes)

/** What can be known of a file before a byte is sent. */
export function checkFile({ name, size, type }: Pick<File, 'name' | 'size' | 'type'>, maxBytes: number): Problem | null {
  const extension = extensionOf(name)
  const isImage = imageExtensions.includes(extension)
  if (!isImage && !acceptedExtensions.includes(`.${extension}`)) return { reason: type.startsWith('image/') ? 'image' : 'unsupported' }
  if (size === 0) return { reason: 'empty' }
  return size > (isImage ? Math.min(maxBytes, maxImageBytes) : maxBytes) ? { reason: 'tooLarge' } : null
}

/** Puts files on their way to the next question of a chat; those that cannot be taken are listed with the reason. */
export function addFiles(conversationId: string | null, files: readonly File[], maxBytes: number): void {
  const added = files.map((file): Waiting => {
    const problem = checkFile(file, maxBytes)
    const kind = imageExtensions.includes(extensionOf(file.name)) ? 'image' : 'document'
    return { key: crypto.randomUUID(), id: null, name: file.name, size: file.size, kind, state: problem === null ? 'sending' : 'failed', sent: 0, problem, file, preview: kind === 'image' && problem === null ? URL.createObjectURL(file) : null }
  })
  changeWaiting(conversationId, (list) => {
    const room = Math.max(0, maxAttachments - list.filter(({ state }) => state !== 'failed').length)
    const over = added.filter(({ state }) => state === 'sending').slice(room)
    return [...list, ...added.map((file): Waiting => (over.includes(file) ? { ...file, state: 'failed', problem: { reason: 'tooMany' } } : file))]
  })
  for (const file of added) send(conversationId, file.key)
}

/** Sends one that failed on its way once more. */
export function sendAgain(conversationId: string | null, key: string): void {
  changeOne(conversationId, key, { state: 'sending', sent: 0, problem: null })
  send(conversationId, key)
}

const requests = new Map<string, XMLHttpRequest>()

/** Gives up one that is on its way. */
export const giveUp = (key: string): void => requests.get(key)?.abort()

/** The server's id of the file that it took. */
function idIn(reply: unknown): string | undefined {
  const files = isRecord(reply) ? reply['attachments'] : null
  const file: unknown = Array.isArray(files) ? files[0] : null
  return isRecord(file) && isText(file['id']) ? file['id'] : undefined
}

/** XMLHttpRequest, because fetch does not tell how much has left. */
function send(conversationId: string | null, key: string): void {
  let found: Waiting | undefined
  changeWaiting(conversationId, (list) => {
    found = list.find((waiting) => waiting.key === key)
    return list
  })
  if (found?.file == null || found.state !== 'sending') return
  const { file, kind, name } = found
  const request = new XMLHttpRequest()
  requests.set(key, request)
  const fail = (problem: Problem): void => changeOne(conversationId, key, { state: 'failed', problem })
  request.open('POST', `/api/attachments?${new URLSearchParams(conversationId === null ? { draftId: draftId() } : { conversationId })}`)
  request.upload.addEventListener('progress', (event) => changeOne(conversationId, key, { sent: Math.min(event.loaded, file.size) }))
  request.addEventListener('loadend', () => requests.delete(key))
  request.addEventListener('error', () => fail({ reason: 'offline' }))
  request.addEventListener('load', () => {
    const reply = parsed(request.responseText)
    const id = idIn(reply)
    if (request.status === 201 && id !== undefined) return changeOne(conversationId, key, { id, sent: file.size, state: kind === 'image' ? 'ready' : 'reading' })
    fail({ reason: 'refused', message: refusalIn(reply) })
  })
  const form = new FormData()
  form.append('file', file, name)
  request.send(form)
}

const ownerKey = 'parley.keptFor'
/** What is somebody's own of what this browser keeps: words that were not sent, files with them, what was used last. */
const personal = ['parley.draft.', 'parley.named.', 'parley.edit.', 'parley.assistant.', 'parley.attachments.', 'parley.attachmentDraft', 'parley.lastChoice', 'parley.openFolders', 'parley.sampleBase']

/** Forgets what others than this user wrote in this browser and did not send, everybody's for null; to be called before anything of it is read. */
export function forgetOthers(userId: string | null): void {
  if (typeof window === 'undefined') return
  const before = localStorage.getItem(ownerKey)
  if (before === userId) return
  if (userId === null) localStorage.removeItem(ownerKey)
  else localStorage.setItem(ownerKey, userId)
  if (before === null) return
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (personal.some((beginning) => key.startsWith(beginning))) storage.removeItem(key)
  }
}

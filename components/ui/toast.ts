export interface Toast {
  readonly id: number
  readonly message: string
}

const visibleMs = 6_000
let shown: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function show(next: readonly Toast[]): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Says one sentence at the edge of the screen for a few seconds. For what happened; errors belong where they occurred. */
export function toast(message: string): void {
  lastId += 1
  const id = lastId
  show([...shown.slice(-2), { id, message }])
  setTimeout(() => show(shown.filter((one) => one.id !== id)), visibleMs)
}

/** Tells `listener` of every change; the result ends it. */
export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const shownToasts = (): readonly Toast[] => shown

'use client'

import { useEffect } from 'react'

/** Where keys write, or belong to something else. */
const writes = 'input, textarea, select, [contenteditable], dialog, [role=menu], [role=tablist]'

/** Up and down go through the passages of a column, E edits the one that has the focus, S saves; not where somebody writes. */
export function useLabKeys(onSave: () => void, onEdit: (chunkId: string) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.target instanceof Element && event.target.closest(writes) !== null) return
      if (document.querySelector('dialog[open]') !== null) return
      if (event.key === 's' || event.key === 'S') {
        event.preventDefault()
        onSave()
      } else if (event.key === 'e' || event.key === 'E') {
        const chunkId = focusedHit()
        if (chunkId === undefined) return
        event.preventDefault()
        onEdit(chunkId)
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (movesFocus(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault()
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onSave, onEdit])
}

const focusedHit = (): string | undefined => document.activeElement?.closest('li')?.querySelector<HTMLElement>('[data-hit]')?.dataset.hit

/** To the next passage of the column that has the focus, or of the first one. */
function movesFocus(step: 1 | -1): boolean {
  const column = document.activeElement?.closest('[data-column]') ?? document.querySelector('[data-column]')
  const hits = [...(column?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])]
  const at = hits.findIndex((hit) => hit.closest('li')?.contains(document.activeElement) === true)
  const next = hits[at < 0 ? 0 : at + step]
  next?.focus({ preventScroll: true })
  next?.closest('li')?.scrollIntoView({ block: 'nearest' })
  return next !== undefined
}

'use client'

import { useEffect, useRef } from 'react'

const isField = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Takes what is pasted onto the page, outside of its fields and dialogs: files, or a text. */
export function usePaste(onFiles: (files: File[]) => void, onText: (text: string) => void): void {
  const listeners = useRef({ onFiles, onText })
  useEffect(() => {
    listeners.current = { onFiles, onText }
  })
  // Follows the clipboard of the document.
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData === null || isField(event.target) || document.querySelector('dialog[open]') !== null) return
      const files = [...event.clipboardData.files]
      if (files.length > 0) listeners.current.onFiles(files)
      else listeners.current.onText(event.clipboardData.getData('text/plain'))
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
}

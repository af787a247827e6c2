'use client'

import { useEffect, useRef, useState } from 'react'
import { droppedFiles } from '@/components/knowledge/droppedFiles'

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files that are dropped anywhere on the page, or says that they cannot be read; true while files are held over it. */
export function useFileDrop(onFiles: (files: File[]) => void, onUnreadable: () => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const listeners = useRef({ onFiles, onUnreadable })
  useEffect(() => {
    listeners.current = { onFiles, onUnreadable }
  })
  // Follows the drags over the window; without this a file dropped beside the zone would replace the page.
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const over = (event: DragEvent) => {
      if (!bringsFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      // Only the leave of the window itself has nowhere to go to.
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!bringsFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      setIsOver(false)
      void droppedFiles(event.dataTransfer).then(
        (files) => listeners.current.onFiles(files),
        () => listeners.current.onUnreadable(),
      )
    }
    window.addEventListener('dragenter', over, { signal })
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', drop, { signal })
    return () => listening.abort()
  }, [])
  return isOver
}

import { useEffect, useRef, useState } from 'react'

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/**
 * Takes files that are dropped anywhere on the page, and tells over which zone (`data-drop`) that was; true while files are held over it.
 */
export function useFilesOver(onDrop: (files: File[], zone: string | null) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const listener = useRef(onDrop)
  useEffect(() => {
    listener.current = onDrop
  })
  // Follows the drags over the window; without this a file dropped beside a zone would replace the page.
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const over = (event: DragEvent): void => {
      if (!bringsFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent): void => {
      // Only the leave of the window itself has nowhere to go to.
      if (event.relatedTarget === null) setIsOver(false)
    }
    const drop = (event: DragEvent): void => {
      if (!bringsFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      setIsOver(false)
      const zone = event.target instanceof Element ? event.target.closest('[data-drop]')?.getAttribute('data-drop') : null
      listener.current([...event.dataTransfer.files], zone ?? null)
    }
    window.addEventListener('dragenter', over, { signal })
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', drop, { signal })
    return () => listening.abort()
  }, [])
  return isOver
}

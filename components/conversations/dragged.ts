import { type DragEvent, useState } from 'react'

const type = 'application/x-parley-conversations'

/** Gives a dragged row the conversations that move with it. */
export function drag(event: DragEvent, ids: readonly string[]): void {
  event.dataTransfer.setData(type, JSON.stringify(ids))
  event.dataTransfer.effectAllowed = 'move'
}

/** Takes conversations that are dropped on an element; `isOver` while some are held over it. */
export function useDropOf(onDrop: (ids: string[]) => void) {
  const [isOver, setIsOver] = useState(false)
  const brings = (event: DragEvent): boolean => event.dataTransfer.types.includes(type)
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!brings(event)) return
        event.preventDefault()
        setIsOver(true)
      },
      onDragLeave: (event: DragEvent) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setIsOver(false)
      },
      onDrop: (event: DragEvent) => {
        if (!brings(event)) return
        event.preventDefault()
        setIsOver(false)
        const ids: unknown = JSON.parse(event.dataTransfer.getData(type))
        if (Array.isArray(ids)) onDrop(ids.map(String))
      },
    },
  }
}

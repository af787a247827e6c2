import { type RefObject, useEffect } from 'react'

/**
 * Keeps a selection at the words under the pointer. Over an empty place of a page, Chrome and Safari would select up to the end of the
 * page, because its words stand anywhere; so an empty sheet that cannot be selected follows the end that is being dragged (the way of
 * the viewer of pdf.js).
 */
export function useSteadySelection(column: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const pages = column.current
    if (pages === null) return undefined
    const sheet = document.createElement('div')
    sheet.className = 'pdf-text-end'
    const follow = (): void => {
      const selection = getSelection()
      const run = runOf(selection?.focusNode)
      if (selection === null || run === undefined) return
      if (isBackwards(selection)) run.before(sheet)
      else run.after(sheet)
    }
    const begin = ({ target }: PointerEvent): void => {
      if (target instanceof Element) target.closest('.pdf-text')?.append(sheet)
      document.addEventListener('selectionchange', follow)
    }
    const end = (): void => {
      document.removeEventListener('selectionchange', follow)
      sheet.remove()
    }
    pages.addEventListener('pointerdown', begin)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', end)
    return () => {
      end()
      pages.removeEventListener('pointerdown', begin)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', end)
    }
  }, [column])
}

/** The run of words that holds a node. */
function runOf(node: Node | null | undefined): Element | undefined {
  const element = node instanceof Element ? node : node?.parentElement
  return element?.closest('.pdf-text > span') ?? undefined
}

function isBackwards({ anchorNode, anchorOffset, focusNode, focusOffset }: Selection): boolean {
  if (anchorNode === null || focusNode === null) return false
  if (anchorNode === focusNode) return focusOffset < anchorOffset
  return (anchorNode.compareDocumentPosition(focusNode) & Node.DOCUMENT_POSITION_PRECEDING) !== 0
}

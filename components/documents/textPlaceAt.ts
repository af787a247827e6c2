/**
 * The place in the text of an element where somebody clicked, in UTF-16 code units from its beginning; null where there is no text, and
 * where the click ended a selection: that person wants to copy, not to go.
 */
export function textPlaceAt(element: Element, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }): number | null {
  if (getSelection()?.isCollapsed === false) return null
  const caret = caretAt(clientX, clientY)
  if (caret === null || !element.contains(caret.node)) return null
  const before = new Range()
  before.setStart(element, 0)
  before.setEnd(caret.node, caret.offset)
  return before.toString().length
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  // Safari has had the one name for longer than the other.
  if (!('caretPositionFromPoint' in document)) {
    const range = Document.prototype.caretRangeFromPoint.call(document, x, y)
    return range === null ? null : { node: range.startContainer, offset: range.startOffset }
  }
  const position = document.caretPositionFromPoint(x, y)
  return position === null ? null : { node: position.offsetNode, offset: position.offset }
}

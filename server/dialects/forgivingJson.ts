/**
 * JSON in which a comma may stand before a closing bracket, as in a documented example of RAGFlow's. A quote that nothing closes reaches
 * to the end: a pattern that could fail there would be tried anew at every later quote, which takes minutes for what fits into a request.
 * @throws SyntaxError for everything else.
 */
export function forgivingJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse(text.replaceAll(/"(?:[^"\\]|\\[^]?)*"?|,(?=\s*[}\]])/g, (part) => (part === ',' ? '' : part)))
  }
}

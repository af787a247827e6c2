/** JSON in which a comma may stand before a closing bracket, as in a documented example of RAGFlow's. @throws SyntaxError for everything else. */
export function forgivingJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse(text.replaceAll(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === ',' ? '' : part)))
  }
}

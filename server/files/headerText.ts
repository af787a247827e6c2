/** RFC 8187: UTF-8 in percent signs; encodeURIComponent leaves four signs that a header may not hold. */
export function headerText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

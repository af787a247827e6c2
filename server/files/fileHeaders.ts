/** RFC 8187: UTF-8 in percent signs; encodeURIComponent leaves four signs that a header may not hold. */
export function headerText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/**
 * The headers of a file, for the one who asked and for nobody's cache. It is a download, unless it `isShown`; and nothing of it ever runs
 * on this origin: its type is not guessed, and it lies in a sandbox.
 */
export function fileHeaders(name: string, mediaType = 'application/octet-stream', { isShown = false }: { readonly isShown?: boolean } = {}): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${headerText(name)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  }
}

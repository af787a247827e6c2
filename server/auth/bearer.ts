/** What follows `Bearer` in the Authorization header, whatever it is; undefined without one. Another scheme belongs to a proxy in front of us. */
export function bearerOf(headers: Headers): string | undefined {
  const [, bearer] = /^bearer\b(.*)$/is.exec(headers.get('authorization') ?? '') ?? []
  return bearer?.trim()
}

const here = 'http://parley.invalid'

/** The path to go to after signing in: as asked, when it is a path of this site, else the start page. */
export function safePath(asked: string | undefined): string {
  if (asked === undefined || !asked.startsWith('/') || !URL.canParse(asked, here)) return '/'
  // A browser reads `//host` and `/\host` as another site; so does the parser, and `/.//host` becomes `//host`.
  const url = new URL(asked, here)
  return url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/'
}

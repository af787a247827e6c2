/** Remembers a choice of this browser for a year, where the server can read it before it draws the page. */
export function keepCookie(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}

/** Whether a request's target is a path that can be decoded; Next fails on any other with a 500. Proxies' forms (`*`, `http://…`) are not for us. */
export function isReadablePath(target: string | undefined): boolean {
  if (target === undefined || !target.startsWith('/')) return false
  const [path = ''] = target.split('?')
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

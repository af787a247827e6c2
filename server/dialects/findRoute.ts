import type { Route } from '@/server/dialects/dialect'

interface Found {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/**
 * The route of a method and the decoded parts of a path. A path that is known for other methods gives those. Of two patterns that
 * match, the one that comes first in the list is meant, so `/chat/sessions` stands before `/chat/:id`.
 */
export function findRoute(routes: readonly Route[], method: string, path: readonly string[]): Found | { readonly allowed: readonly string[] } {
  const matching = routes.flatMap((route) => {
    const params = paramsOf(route.path, path)
    return params === null ? [] : [{ route, params }]
  })
  return matching.find(({ route }) => route.method === method) ?? { allowed: matching.map(({ route }) => route.method) }
}

function paramsOf(pattern: string, path: readonly string[]): Record<string, string> | null {
  const parts = pattern.slice(1).split('/')
  const matches = parts.length === path.length && parts.every((part, at) => (part.startsWith(':') ? path[at] !== '' : part === path[at]))
  return matches ? Object.fromEntries(parts.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), path[at] ?? '']] : []))) : null
}

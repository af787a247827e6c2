import { buffer } from 'node:stream/consumers'
import { fetchPage } from '@/server/web/fetchPage'

/** How long a site is waited for, how much of its file is read, and how long it is believed. */
const limits = { silenceMs: 2_000, totalMs: 3_000, redirects: 2 } as const
const maxBytes = 500_000
const believedMs = 3_600_000
const rememberedSites = 500

type Rules = readonly { readonly allows: boolean; readonly path: string }[]
const known = new Map<string, { at: number; rules: Promise<Rules> }>()

/**
 * Whether the robots.txt of its site lets programs read a page (RFC 9309: the longest rule that fits decides, in the group for us or for
 * all). A site without such a file, or that does not say it in time, lets them.
 */
export async function mayRead(page: URL, signal: AbortSignal): Promise<boolean> {
  const before = known.get(page.origin)
  const found = before !== undefined && Date.now() - before.at < believedMs ? before : { at: Date.now(), rules: rulesOf(page.origin, signal) }
  if (known.size >= rememberedSites) known.clear()
  known.set(page.origin, found)
  const path = `${page.pathname}${page.search}`
  const fitting = (await found.rules).filter((rule) => fits(rule.path, path))
  const longest = Math.max(0, ...fitting.map((rule) => rule.path.length))
  const deciding = fitting.filter((rule) => rule.path.length === longest)
  return deciding.length === 0 || deciding.some(({ allows }) => allows)
}

async function rulesOf(origin: string, signal: AbortSignal): Promise<Rules> {
  try {
    return await fetchPage(`${origin}/robots.txt`, async ({ body }) => rulesIn(await beginning(body)), { signal, limits })
  } catch {
    known.delete(origin)
    return []
  }
}

async function beginning(body: AsyncIterable<Uint8Array>): Promise<string> {
  async function* bounded(): AsyncGenerator<Uint8Array> {
    let length = 0
    for await (const bytes of body) {
      yield bytes
      length += bytes.byteLength
      if (length >= maxBytes) return
    }
  }
  return (await buffer(bounded())).toString()
}

/** The rules for us: those of the groups that name us, else those of the groups for all. */
export function rulesIn(text: string): Rules {
  const groups: { agents: string[]; rules: { allows: boolean; path: string }[] }[] = []
  let isNaming = false
  for (const line of text.split(/\r\n?|\n/)) {
    const [, field = '', value = ''] = /^\s*([\w-]+)\s*:\s*([^#]*)/.exec(line) ?? []
    const name = field.toLowerCase()
    if (name === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [] })
      groups.at(-1)?.agents.push(value.trim().toLowerCase())
    } else if ((name === 'allow' || name === 'disallow') && value.trim() !== '') groups.at(-1)?.rules.push({ allows: name === 'allow', path: value.trim() })
    if (name !== '') isNaming = name === 'user-agent'
  }
  const forUs = groups.filter(({ agents }) => agents.includes('parley'))
  return (forUs.length > 0 ? forUs : groups.filter(({ agents }) => agents.includes('*'))).flatMap(({ rules }) => rules)
}

/** `*` stands for anything, `$` for the end. Matched part by part and not by a regular expression, which a hostile pattern could make slow. */
function fits(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$')
  const [first = '', ...rest] = (isWhole ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const part of rest) {
    const found = path.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return !isWhole || at === path.length || (rest.length > 0 && path.endsWith(rest.at(-1) ?? ''))
}

import { isIPv6 } from 'node:net'
import { config } from '@/server/config'

/** Set by our own server from the socket on every request, over whatever the client sent (scripts/serve.ts). */
export const peerHeader = 'x-parley-peer'

/**
 * The address of who asks: the socket's peer, or, behind TRUSTED_PROXIES proxies, the entry of X-Forwarded-For that the outermost
 * of them wrote. Entries further left are the client's own words and are not believed.
 */
export function addressFrom(headers: Headers, trustedProxies = config.trustedProxies): string {
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim())
  const believed = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined
  return believed || headers.get(peerHeader) || 'unknown'
}

/**
 * By whom tries are counted: whoever has one address of IPv6 has all 2^64 of its network, and is one. IPv4 is itself, also where it is
 * written as IPv6.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%')
  if (!isIPv6(plain) || plain.includes('.')) return address
  const [first = [], last = []] = plain.split('::').map((part) => (part === '' ? [] : part.split(':')))
  const parts = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => '0'), ...last]
  return `${parts.slice(0, 4).map((part) => Number.parseInt(part, 16).toString(16)).join(':')}::/64`
}

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

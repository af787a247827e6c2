import { lookup } from 'node:dns/promises'
import { type BlockList, isIP } from 'node:net'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'
import { addressList, isListed, isPublicAddress } from '@/server/web/publicAddress'

/** A network address as names are resolved to it; `family` is 4 or 6. */
export interface NetworkAddress {
  readonly address: string
  readonly family: number
}

/** All addresses of a name. Rejects with a code such as ENOTFOUND. */
export type Resolve = (hostname: string) => Promise<readonly NetworkAddress[]>

/** A page that may be asked for, over a connection to one of these addresses and no other. */
export interface Destination {
  readonly url: URL
  readonly addresses: readonly NetworkAddress[]
}

/** Other ports of public servers belong to mail, databases and the like, which a request of ours could be made to speak to. */
const publicPorts = ['', '80', '443']

/** What is let through. */
export interface GuardRules {
  /** Addresses that are not public and may be reached all the same. */
  readonly allowed: BlockList
  /** By which the operator names them. */
  readonly variable: string
  /** Other ports than those of pages too: for addresses that an administrator gave. */
  readonly anyPort: boolean
}

const pageRules: GuardRules = { allowed: addressList(config.webAllowPrivate), variable: 'WEB_ALLOW_PRIVATE', anyPort: false }
/** For the addresses of model providers. */
export const providerRules: GuardRules = { allowed: addressList(config.providerAllowPrivate), variable: 'PROVIDER_ALLOW_PRIVATE', anyPort: true }

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true })

/**
 * The address of a web page as it is compared and asked for, without its fragment.
 * @throws AppError invalid for anything but http and https, and for user names and passwords.
 */
export function webAddress(written: string): URL {
  // What is judged here is what is asked for later: the same parsed URL, whatever odd spelling it was made from.
  const url = URL.parse(written.trim())
  if (url === null || !/^https?:$/.test(url.protocol)) throw new AppError('invalid', `“${shortened(written)}” is not the address of a web page; it begins with https:// or http://`)
  if (url.username !== '' || url.password !== '') throw new AppError('invalid', 'The address holds a user name or a password; leave them out')
  url.hash = ''
  url.hostname = url.hostname.replace(/\.$/, '')
  return url
}

/**
 * The one guard that every address given by a user passes before a request, and every redirect again. The name is resolved once, and all
 * of its addresses must be public or allowed by the operator: a name with one good and one bad address is refused.
 * @param resolve for tests.
 * @throws AppError invalid; whatever `resolve` rejects with.
 */
export async function guard(url: URL, resolve: Resolve = resolveBySystem, { allowed, variable, anyPort }: GuardRules = pageRules): Promise<Destination> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(hostname)
  const addresses = family === 0 ? await resolve(hostname) : [{ address: hostname, family }]
  const isAllowed = ({ address }: NetworkAddress): boolean => isListed(allowed, address)
  if (addresses.length === 0 || !addresses.every((found) => isAllowed(found) || isPublicAddress(found.address))) {
    throw new AppError('invalid', `“${hostname}” is not on the public internet, so it is not read; the operator can allow it with ${variable}`)
  }
  if (!anyPort && !publicPorts.includes(url.port) && !addresses.every(isAllowed)) {
    throw new AppError('invalid', `Pages are read at the ports 80 and 443, and “${url.host}” names another one`)
  }
  return { url, addresses }
}

function shortened(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`
}

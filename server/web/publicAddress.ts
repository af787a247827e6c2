import { BlockList, isIPv4 } from 'node:net'

/** IPv4 networks that are not the public internet, by the special-purpose registry of IANA (RFC 6890), with multicast and what is reserved. */
const specialIPv4: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

/** Within 2000::/3: protocol assignments with Teredo, documentation (two networks), and 6to4, which reaches any IPv4 address. */
const specialIPv6: readonly (readonly [network: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

/** A network with IPv6 alone reaches IPv4 addresses through this one (NAT64, RFC 6052); the last 32 bits are the IPv4 address. */
const nat64 = { network: '64:ff9b::', prefix: 96 } as const

const special = new BlockList()
const globalIPv6 = new BlockList()
for (const [network, prefix] of specialIPv4) {
  special.addSubnet(network, prefix)
  special.addSubnet(`${nat64.network}${network}`, nat64.prefix + prefix, 'ipv6')
}
for (const [network, prefix] of specialIPv6) special.addSubnet(network, prefix, 'ipv6')
globalIPv6.addSubnet('2000::', 3, 'ipv6')
globalIPv6.addSubnet(nat64.network, nat64.prefix, 'ipv6')

/** True for a unicast address of the public internet; every other one may lead into a private network or to this machine. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address)
  return isListed(globalIPv6, address) && !special.check(address, 'ipv6')
}

/** Addresses (`10.1.2.3`) and networks (`10.1.0.0/16`, `fd00::/8`) as a list that can be asked. */
export function addressList(entries: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}

/** One with a zone (`fe80::1%eth0`) is an address of this machine's networks, whatever it looks like, and in no list. */
export function isListed(list: BlockList, address: string): boolean {
  return !address.includes('%') && list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressList, isListed, isPublicAddress } from '@/server/web/publicAddress'

describe('isPublicAddress', () => {
  test.each(['1.1.1.1', '9.255.255.255', '93.184.216.34', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.0', '192.167.0.1', '223.255.255.255'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each(['2606:2800:220:1:248:1893:25c8:1946', '2001:4860:4860::8888', '2a00::1', '64:ff9b::5db8:d822', '64:ff9b::93.184.216.34'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    ['this machine', ['0.0.0.0', '0.1.2.3', '127.0.0.1', '127.255.255.255', '::', '::1']],
    ['private networks', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.255.255', 'fc00::1', 'fd12:3456::1', 'fec0::1']],
    ['this link', ['169.254.169.254', 'fe80::1', 'febf::1', 'fe80::1%eth0']],
    ['a carrier', ['100.64.0.1', '100.127.255.255']],
    ['many at once', ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1']],
    ['documentation, tests and the future', ['192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '192.0.0.1', '2001:db8::1', '3fff::1', '5f00::1', '4000::1']],
    ['an IPv4 address within IPv6', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::8.8.8.8', '2002:7f00:1::', '2001::1']],
    ['no address', ['', 'localhost', '1.2.3', '1.2.3.4.5', '0x7f.1', '[::1]']],
  ])('%s is not', (_name, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([])
  })

  test('an IPv4 address is as public as it is through NAT64', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => isPublicAddress(`64:ff9b::${address}`) === isPublicAddress(address)))
  })
})

describe('addressList', () => {
  const list = addressList(['10.1.2.3', '192.168.0.0/16', 'fd00::/8'])

  test.each(['10.1.2.3', '192.168.7.7', 'fd12::1', '::ffff:10.1.2.3'])('%s is listed', (address) => {
    expect(isListed(list, address)).toBe(true)
  })

  test.each(['10.1.2.4', '192.169.0.1', 'fe00::1', '', 'fd12::1%eth0'])('“%s” is not', (address) => {
    expect(isListed(list, address)).toBe(false)
  })
})

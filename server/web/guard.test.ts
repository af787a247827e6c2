import { describe, expect, test, vi } from 'vitest'
import { guard, type Resolve, webAddress } from '@/server/web/guard'

vi.hoisted(() => {
  process.env.WEB_ALLOW_PRIVATE = '10.1.0.0/16,fd00::7'
})

const names: Record<string, readonly string[]> = {
  'public.test': ['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'],
  'inside.test': ['10.0.0.7'],
  'half.test': ['93.184.216.34', '127.0.0.1'],
  'half6.test': ['93.184.216.34', '::1'],
  'metadata.test': ['169.254.169.254'],
  'wiki.test': ['10.1.2.3', 'fd00::7'],
  'wikihalf.test': ['10.1.2.3', '93.184.216.34'],
  'empty.test': [],
  localhost: ['127.0.0.1', '::1'],
}
const resolve: Resolve = async (hostname) => (names[hostname] ?? expect.fail(`asked for ${hostname}`)).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
const pass = async (written: string) => guard(webAddress(written), resolve)

describe('an address is passed', () => {
  test.each([
    ['with all that its name resolves to', 'https://public.test/a?b=c', 'https://public.test/a?b=c', names['public.test']],
    ['without its fragment', 'http://public.test/#part', 'http://public.test/', names['public.test']],
    ['without the dot of a full name', 'https://public.test./x', 'https://public.test/x', names['public.test']],
    ['with the port that belongs to the other protocol', 'http://public.test:443/', 'http://public.test:443/', names['public.test']],
    ['as a public number', 'http://93.184.216.34/', 'http://93.184.216.34/', ['93.184.216.34']],
    ['as a public number of IPv6', 'http://[2606:2800:220:1::1]/', 'http://[2606:2800:220:1::1]/', ['2606:2800:220:1::1']],
    ['at any port where the operator allows the address', 'http://wiki.test:8080/', 'http://wiki.test:8080/', names['wiki.test']],
    ['where the operator allows the number', 'http://10.1.255.1:6379/', 'http://10.1.255.1:6379/', ['10.1.255.1']],
    ['where one address is public and the other allowed', 'http://wikihalf.test/', 'http://wikihalf.test/', names['wikihalf.test']],
  ])('%s', async (_name, written, href, addresses) => {
    const passed = await pass(written)
    expect(passed.url.href).toBe(href)
    expect(passed.addresses.map(({ address }) => address)).toEqual(addresses)
  })

  test('in the spelling of its language', async () => {
    const asked: string[] = []
    await guard(webAddress('https://例子.测试/路'), async (hostname) => {
      asked.push(hostname)
      return [{ address: '93.184.216.34', family: 4 }]
    })
    expect(asked).toEqual(['xn--fsqu00a.xn--0zwm56d'])
  })
})

const notPublic = /^“.+” is not on the public internet, so it is not read; the operator can allow it with WEB_ALLOW_PRIVATE$/

describe('an address that leads inside is refused', () => {
  test.each([
    ...['127.0.0.1', '127.1', '127.0.1', '0', '0.0.0.0', '0x7f000001', '0x7f.1', '2130706433', '017700000001', '0177.0.0.1', '127.0.0.1.', '①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1'],
    ...['10.0.0.1', '10.2.0.0', '172.16.5.4', '192.168.1.1', '169.254.169.254', '2852039166', '0xa9fea9fe', '100.64.0.1', '100.100.100.200', '192.0.0.192', '224.0.0.1', '255.255.255.255', '198.18.0.1'],
    ...['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[::ffff:a9fe:a9fe]', '[64:ff9b::7f00:1]', '[64:ff9b::169.254.169.254]', '[64:ff9b:1::1]'],
    ...['[2002:7f00:1::]', '[2002:a9fe:a9fe::1]', '[2001::7f00:1]', '[fc00::1]', '[fd00::8]', '[fd00:ec2::254]', '[fe80::1]', '[fec0::1]', '[ff02::1]', '[2001:db8::1]'],
    ...['localhost', 'LOCALHOST', 'localhost.', 'inside.test', 'metadata.test', 'half.test', 'half6.test', 'empty.test'],
  ])('http://%s/', async (host) => {
    await expect(pass(`http://${host}/latest/meta-data/`)).rejects.toMatchObject({ kind: 'invalid', message: expect.stringMatching(notPublic) })
    await expect(pass(`https://${host}/`)).rejects.toThrow(notPublic)
  })

  test.each(['http:127.0.0.1', 'http:/127.0.0.1', 'http:\\\\127.0.0.1\\', ' http://127.0.0.1/ ', 'ht\ntp://127.0.\t0.1/', 'HTTP://127.0.0.1', 'http://127.0.0.1#@public.test/', 'http://127.0.0.1\\@public.test/'])('%j', async (written) => {
    await expect(pass(written)).rejects.toThrow(notPublic)
  })
})

describe('what is no page of the web is refused', () => {
  test.each(['', 'public.test', '//public.test/', 'file:///etc/passwd', 'gopher://public.test/', 'ftp://public.test/', 'data:text/html,x', 'blob:https://public.test/x', 'javascript:alert(1)', 'view-source:http://public.test', 'http://', 'http://[fe80::1%25eth0]/', 'http://1.2.3.4.5/', 'http://256.1.1.1/', 'http://public.test:99999/', 'http://a b/'])('%j', (written) => {
    expect(() => webAddress(written)).toThrow(/ is not the address of a web page; it begins with https:\/\/ or http:\/\/$/)
  })

  test.each(['http://user@public.test/', 'http://user:secret@public.test/', 'http://:secret@public.test/', 'http://127.0.0.1:80@public.test/', 'http://public.test@127.0.0.1/'])('%s, because of its credentials', (written) => {
    expect(() => webAddress(written)).toThrow(/leave them out/)
  })

  test.each([22, 25, 6379, 5432, 8080, 11434])('port %i of a public server', async (port) => {
    await expect(pass(`http://public.test:${port}/`)).rejects.toThrow(`Pages are read at the ports 80 and 443, and “public.test:${port}” names another one`)
    await expect(pass(`http://wikihalf.test:${port}/`)).rejects.toThrow(/ports 80 and 443/)
  })

  test('a long one is not repeated whole', () => {
    expect(() => webAddress(`ftp://${'x'.repeat(5_000)}`)).toThrow(/^“ftp:\/\/x{94}…” /)
  })
})

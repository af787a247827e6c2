import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { isSignIn, pageFacts } from '@/server/web/pageFacts'

const facts = (html: string | Uint8Array, charset?: string) => pageFacts(typeof html === 'string' ? Buffer.from(html) : html, charset)

describe('the title of a page', () => {
  test.each([
    ['is in one line', '<title>\n  Otters &amp;\n beavers </title>', 'Otters & beavers'],
    ['is the first that says something', '<title> </title><title>Otters</title><svg><title>Icon</title></svg>', 'Otters'],
    ['is empty where there is none', '<h1>Otters</h1>', ''],
    ['is kept where the page breaks off in it', '<title>Otters and', 'Otters and'],
  ])('%s', (_name, html, title) => {
    expect(facts(html).title).toBe(title)
  })

  test.each([
    ['its server says', iconv.encode('<title>水獭的习性</title>', 'gbk'), 'GBK', '水獭的习性'],
    ['the page says', iconv.encode('<meta charset="shift_jis"><title>水獺の習性</title>', 'shift_jis'), undefined, '水獺の習性'],
    ['neither knows', iconv.encode('<title>Un été</title>', 'latin1'), 'no-such-thing', 'Un été'],
    ['both are wrong about', Buffer.from('<meta charset="gbk"><title>Un été</title>'), 'iso-8859-1', 'Un été'],
  ])('is read in the encoding that %s', (_name, bytes, charset, title) => {
    expect(facts(bytes, charset).title).toBe(title)
  })

  test('is read where the page is cut in the middle of a character', () => {
    expect(facts(Buffer.from('<title>水獭</title>水').subarray(0, -1)).title).toBe('水獭')
  })
})

describe('a page that asks for a sign-in', () => {
  const page = new URL('https://wiki.test/pages/7')
  const form = (title: string) => facts(`<title>${title}</title><form><input name="u"><INPUT TYPE="Password"></form>`)
  const plain = facts('<title>Otters</title><p>yes')

  test.each(['https://wiki.test/login?next=/pages/7', 'https://accounts.test/v3/signin/identifier', 'https://login.test/common/oauth2/v2.0/authorize', 'https://wiki.test/user/sign-in'])('is known by %s', (found) => {
    expect(isSignIn(plain, { asked: page, found: new URL(found) })).toBe(true)
  })

  test.each(['Sign in · Wiki', 'Log In', 'Login - Wiki', '用户登录', 'ログイン'])('is known by its form and its title “%s”', (title) => {
    expect(isSignIn(form(title), { asked: page, found: page })).toBe(true)
  })

  test('is not every page with a form, a word in its title, or another address', () => {
    expect(isSignIn(form('Otters'), { asked: page, found: page })).toBe(false)
    expect(isSignIn(facts('<title>How to sign in</title>'), { asked: page, found: page })).toBe(false)
    expect(isSignIn(form('Blogging'), { asked: page, found: new URL('https://wiki.test/catalogin') })).toBe(false)
    const guide = new URL('https://wiki.test/guide/login')
    expect(isSignIn(plain, { asked: guide, found: new URL('https://wiki.test/docs/login') })).toBe(false)
  })
})

import { Parser } from 'htmlparser2'

/** How much of a page is looked at. */
export const headBytes = 256 * 1_024

interface PageFacts {
  /** Its first title, in one line; empty when it has none. */
  readonly title: string
  readonly asksForPassword: boolean
}

/** What the beginning of an HTML page says of it. `charset` is what its server called its encoding. */
export function pageFacts(head: Uint8Array, charset: string | undefined): PageFacts {
  let [title, asksForPassword, isInTitle] = ['', false, false]
  const parser = new Parser({
    onopentag: (name, { type }) => {
      if (name === 'title') isInTitle = title.trim() === ''
      if (name === 'input' && type?.toLowerCase() === 'password') asksForPassword = true
    },
    onclosetag: (name) => {
      if (name === 'title') isInTitle = false
    },
    ontext: (text) => {
      if (isInTitle) title += text
    },
  })
  parser.end(decoded(head, charset))
  return { title: title.replace(/[\s\p{Cc}]+/gu, ' ').trim(), asksForPassword }
}

/** A page is read as UTF-8 wherever that is possible, because many name another encoding by mistake. */
function decoded(head: Uint8Array, charset: string | undefined): string {
  const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(Buffer.from(head.subarray(0, 1_024)).toString('latin1'))?.[1]
  for (const label of ['utf-8', charset, declared]) {
    try {
      if (label !== undefined) return new TextDecoder(label, { fatal: true }).decode(head, { stream: true })
    } catch {
      // Not this one, or none that is known.
    }
  }
  return new TextDecoder('windows-1252').decode(head)
}

const signInPath = /\b(?:log-?in|log-?on|sign-?in|sso|oauth2?|authorize|saml2?|passport)\b/i
const signInTitle = /\blog[ -]?(?:in|on)\b|\bsign[ -]?in\b|登[录錄入]|ログイン|로그인|\banmelden\b|\bconnexion\b|iniciar sesión/i

/**
 * True for the page that stands before the one that was asked for and wants a sign-in: what was asked for led to an address that says so,
 * or the page has a field for a password and a title that says so. A page with a small form in its corner is none.
 */
export function isSignIn(facts: PageFacts, { asked, found }: { asked: URL; found: URL }): boolean {
  const ledToSignIn = signInPath.test(found.pathname) && !signInPath.test(asked.pathname)
  return ledToSignIn || (facts.asksForPassword && signInTitle.test(facts.title))
}

import { createHash, randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** What the next person who is sent there says of themselves. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

interface Grant {
  readonly nonce: string | null
  readonly challenge: string | null
  readonly claims: Claims
}

/** An OpenID provider (authorization code with PKCE), whose every visitor is whoever `claims` says. */
export async function openIdProvider(issuer: string, clientId: string) {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const grants = new Map<string, Grant>()
  const state: { claims: Claims } = { claims: { sub: 'nobody' } }

  const idToken = ({ nonce, claims }: Grant): Promise<string> =>
    new SignJWT({ ...claims, nonce }).setProtectedHeader({ alg: 'RS256', kid: 'one' }).setIssuer(issuer).setAudience(clientId).setIssuedAt().setExpirationTime('5m').sign(privateKey)

  const answer: RequestListener = (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (body: unknown, status = 200): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration') {
      return json({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] })
    }
    if (url.pathname === '/jwks') return json({ keys: [jwk] })
    if (url.pathname === '/authorize') {
      const code = randomBytes(16).toString('hex')
      grants.set(code, { nonce: url.searchParams.get('nonce'), challenge: url.searchParams.get('code_challenge'), claims: state.claims })
      const back = new URL(url.searchParams.get('redirect_uri') ?? issuer)
      back.search = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' }).toString()
      return void response.writeHead(302, { location: back.href }).end()
    }
    let body = ''
    request.on('data', (piece: Buffer) => (body += piece.toString()))
    request.on('end', () => {
      const form = new URLSearchParams(body)
      const grant = grants.get(form.get('code') ?? '')
      grants.delete(form.get('code') ?? '')
      const proof = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url')
      if (grant === undefined || grant.challenge !== proof) return json({ error: 'invalid_grant' }, 400)
      void idToken(grant).then((token) => json({ access_token: 'x', token_type: 'Bearer', id_token: token }))
    })
  }
  return { answer, state }
}

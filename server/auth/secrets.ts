import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { config } from '@/server/config'
import { AppError } from '@/server/errors'

/** What a key is for. Each has a key of its own, so that nothing made for one purpose passes for another. */
type Purpose = 'session' | 'bearer' | 'apiKey' | 'refreshToken' | 'invitation' | 'recoveryCode' | 'totp' | 'providerKey' | 'toolServer' | 'keyId'

const derived = (secret: string, purpose: Purpose): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `parley/${purpose}/v1`, 32))

/** The key of a purpose, from AUTH_SECRET. */
export function keyFor(purpose: Purpose): Buffer {
  return derived(config.authSecret, purpose)
}

let sessionKey: string | undefined

/** What next-auth signs and encrypts its cookies with. Derived once: every request asks. */
export const sessionSecret = (): string => (sessionKey ??= keyFor('session').toString('base64url'))

/** AUTH_SECRET, and those before it, which still read what they wrote. */
const ring = (): string[] => [config.authSecret, ...config.previousSecrets]

/** What is kept of a random secret in its place, the first under today's AUTH_SECRET: look for all of them, write the first. */
export function fingerprints(purpose: 'apiKey' | 'refreshToken' | 'invitation' | 'recoveryCode', secret: string): [string, ...string[]] {
  const of = (master: string): string => createHmac('sha256', derived(master, purpose)).update(secret).digest('base64url')
  return [of(config.authSecret), ...config.previousSecrets.map(of)]
}

const keyId = (secret: string): string => derived(secret, 'keyId').toString('hex', 0, 4)

/**
 * Encrypts a text (AES-256-GCM) as `v1:key:iv:ciphertext:tag`. `context` says where it is kept (`totp:<user id>`); it opens nowhere else,
 * so that a copied row is worth nothing.
 */
export function seal(purpose: 'totp' | 'providerKey' | 'toolServer', plain: string, context: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv).setAAD(Buffer.from(context))
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return ['v1', keyId(config.authSecret), ...[iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(':')
}

/** The text of a sealed one. @throws AppError unavailable when AUTH_SECRET is another and not in AUTH_SECRET_PREVIOUS, or the text was changed. */
export function open(purpose: 'totp' | 'providerKey' | 'toolServer', sealed: string, context: string): string {
  const [version, id, ...parts] = sealed.split(':')
  const secret = ring().find((candidate) => keyId(candidate) === id)
  const [iv, ciphertext, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
  if (version !== 'v1' || secret === undefined || iv === undefined || ciphertext === undefined || tag?.length !== 16) throw unreadable()
  try {
    const decipher = createDecipheriv('aes-256-gcm', derived(secret, purpose), iv, { authTagLength: 16 }).setAAD(Buffer.from(context)).setAuthTag(tag)
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw unreadable(cause)
  }
}

/** True for what was sealed under an earlier secret: seal it again when it is next at hand. */
export function isSealedBefore(sealed: string): boolean {
  return sealed.split(':')[1] !== keyId(config.authSecret)
}

function unreadable(cause?: unknown): AppError {
  return new AppError('unavailable', 'A stored secret cannot be read with this AUTH_SECRET; put the earlier one into AUTH_SECRET_PREVIOUS, or enter the secret again', { cause })
}

import { hash, verify } from '@node-rs/argon2'
import { AppError } from '@/server/errors'

// argon2id is the library's default algorithm; the costs are OWASP's first choice: 19 MiB, two passes, one lane.
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashing takes a core for tens of milliseconds: this many at once, and this many waiting, or sign-ins would starve everybody else. */
const maxRunning = 2
const maxWaiting = 40

let running = 0
const waiting: (() => void)[] = []

async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= maxRunning) {
    if (waiting.length >= maxWaiting) throw new AppError('rate_limited', 'Too many people are signing in; try again in a few seconds', { retryAfter: 5 })
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

export function hashPassword(password: string): Promise<string> {
  return limited(() => hash(password, costs))
}

let dummy: Promise<string> | undefined

/** Takes the same time whether there is a hash or not, so that the answer does not tell which usernames exist. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  dummy ??= hashPassword('nobody has this password')
  const known = passwordHash ?? (await dummy)
  const matches = await limited(() => verify(known, password))
  return matches && passwordHash !== null
}

/** How long a provider may be silent before its first word, and between two words, in milliseconds. */
export interface Patience {
  readonly firstWordMs: number
  readonly nextWordMs: number
}

export const defaultPatience: Patience = { firstWordMs: 120_000, nextWordMs: 60_000 }

interface Listening {
  /** Aborts when the silence has lasted too long. */
  readonly signal: AbortSignal
  heard(): void
  end(): void
}

/** Ours and not the SDK's: its own clock starts when the first word is there, so that a server which never says one is waited for without end. */
export function listen({ firstWordMs, nextWordMs }: Patience): Listening {
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), firstWordMs)
  return {
    signal: silence.signal,
    heard: () => {
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), nextWordMs)
    },
    end: () => clearTimeout(timer),
  }
}

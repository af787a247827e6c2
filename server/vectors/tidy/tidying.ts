import { log } from '@/server/log'

/** How often a table that is written to is looked at. One without a commit for this long is at rest. */
const lookEveryMs = 5_000
/** A pass that failed, for want of memory perhaps, costs as much as one that did not. */
const pauseAfterFailureMs = 60_000

/** Rows in the full-text index of a table, and rows that each search has to read beside it. */
export interface Coverage {
  readonly indexed: number
  readonly missing: number
}

/** What is known of a table when it is looked at. */
export interface Untidiness extends Coverage {
  /** Commits since its files were last merged. */
  readonly commits: number
  readonly isAtRest: boolean
}

/** Every commit adds files that each search opens: searches of vectors slow down a hundredfold in a thousand commits. */
function hasManyFiles({ commits, isAtRest }: Untidiness): boolean {
  return commits >= (isAtRest ? 50 : 250)
}

/**
 * A row that is not in the index costs every search 17 µs, a pass 0.2 ms for every row of the table. So a small table at rest is left
 * alone, a large one gets its pass when searches would feel it, and one that is being filled each time it has doubled.
 */
export function isDue(table: Untidiness): boolean {
  const { indexed, missing, isAtRest } = table
  const bearable = isAtRest ? Math.min(2_000, Math.max(500, indexed / 100)) : Math.max(4_000, indexed)
  return missing >= bearable || hasManyFiles(table)
}

interface Watched {
  commits: number
  lastCommitAt: number
  /** When what the last pass replaced may be removed. */
  sweepAt: number | undefined
  /** When it is looked at next; never is Infinity, and now is 0. */
  lookAt: number
  timer: NodeJS.Timeout | undefined
}

interface Dependencies {
  readonly look: (table: string) => Promise<Coverage>
  /** Runs a pass; `merges`: over the files as well as the indexes. */
  readonly tidy: (table: string, merges: boolean) => Promise<void>
  readonly keepVersionsMs: number
}

/** Decides when the tables of a store are tidied: while they are filled, when they come to rest, and once more to remove what was kept for readers. */
export class Tidying {
  readonly #dependencies: Dependencies
  readonly #tables = new Map<string, Watched>()

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies
  }

  /** To be told of every commit. */
  noteCommit(table: string): void {
    const watched = this.#tables.get(table) ?? { commits: 0, lastCommitAt: 0, sweepAt: undefined, lookAt: Infinity, timer: undefined }
    this.#tables.set(table, watched)
    watched.commits += 1
    watched.lastCommitAt = Date.now()
    if (watched.lookAt > watched.lastCommitAt + lookEveryMs) this.#lookLater(table, watched, lookEveryMs)
  }

  stop(): void {
    for (const { timer } of this.#tables.values()) clearTimeout(timer)
    this.#tables.clear()
  }

  #lookLater(table: string, watched: Watched, ms: number): void {
    clearTimeout(watched.timer)
    watched.lookAt = Date.now() + ms
    const work = async (): Promise<void> => {
      watched.lookAt = 0
      const next = await this.#look(table, watched).catch((error: unknown) => {
        // When the store is closed its pass is broken off.
        if (this.#tables.get(table) === watched) log.error('vectors.tidy', error, { table })
        return pauseAfterFailureMs
      })
      watched.lookAt = Infinity
      if (next !== undefined && this.#tables.get(table) === watched) this.#lookLater(table, watched, next)
    }
    watched.timer = setTimeout(() => void work(), ms).unref()
  }

  /** Looks at a table and tidies it when that is due. The milliseconds until it is to be looked at again, if it is. */
  async #look(table: string, watched: Watched): Promise<number | undefined> {
    const startedAt = Date.now()
    const isAtRest = startedAt - watched.lastCommitAt >= lookEveryMs
    const sweeps = isAtRest && watched.sweepAt !== undefined && startedAt >= watched.sweepAt
    const state = { ...(await this.#dependencies.look(table)), commits: watched.commits, isAtRest }
    if (isDue(state) || sweeps) {
      const merges = isAtRest || hasManyFiles(state)
      await this.#dependencies.tidy(table, merges)
      if (merges) watched.commits -= state.commits
      watched.sweepAt = sweeps && state.missing === 0 ? undefined : startedAt + this.#dependencies.keepVersionsMs
    }
    if (watched.lastCommitAt >= startedAt || !isAtRest) return lookEveryMs
    return watched.sweepAt === undefined ? undefined : Math.max(0, watched.sweepAt - startedAt)
  }
}

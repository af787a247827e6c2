import { createContext, useContext } from 'react'
import type { Citation } from '@/server/conversations/schema'

/** The sources of one answer, and the way to open one beside it. */
export interface Citations {
  readonly citations: readonly Citation[]
  /** The source that is open beside the answer, null when it is another answer's or none. */
  readonly openOrdinal: number | null
  readonly open: (ordinal: number) => void
}

export const CitationsContext = createContext<Citations>({ citations: [], openOrdinal: null, open: () => undefined })

export const useCitations = (): Citations => useContext(CitationsContext)

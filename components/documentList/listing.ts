import type { RouterInputs, RouterOutputs } from '@/server/router'

/** A document as lists show it. */
export type ListedDocument = RouterOutputs['documents']['list']['items'][number]

/** Which documents of a base are shown, and in which order. */
type Request = Required<Pick<RouterInputs['documents']['list'], 'search' | 'states' | 'sortBy' | 'isDescending'>>

export const sortKeys = ['name', 'state', 'passages', 'size', 'added'] as const satisfies readonly Request['sortBy'][]
export type SortKey = (typeof sortKeys)[number]
export type Listing = Omit<Request, 'sortBy'> & { sortBy: SortKey }

export const firstListing: Listing = { search: '', states: [], sortBy: 'added', isDescending: true }

/** Numbers and dates are looked at from the top, names and states from their beginning. */
const isDescendingFirst = { name: false, state: false, passages: true, size: true, added: true } as const satisfies Record<SortKey, boolean>

/** The order after a column was chosen: a second choice of the same one turns it round. */
export function sorted(listing: Listing, by: SortKey): Listing {
  return { ...listing, sortBy: by, isDescending: listing.sortBy === by ? !listing.isDescending : isDescendingFirst[by] }
}

/** Rows that are fetched together. */
export const pageSize = 50

'use client'

import { useCallback, useMemo, useState } from 'react'
import type { ListedDocument } from '@/components/documentList/listing'

/** As many as can be handled at once. */
export const maxSelected = 1_000

export type Selectable = Pick<ListedDocument, 'id' | 'name' | 'state' | 'size' | 'chunkCount' | 'isEnabled'>

/** The documents that are chosen, with what is said of them; kept through sorting, filtering and scrolling. */
export function useSelection() {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Selectable>>(new Map())
  /** The row that was chosen last: Shift chooses from here. */
  const [anchor, setAnchor] = useState<string | null>(null)

  const toggle = useCallback((document: Selectable) => {
    setAnchor(document.id)
    setChosen((before) => {
      const next = new Map(before)
      if (!next.delete(document.id) && next.size < maxSelected) next.set(document.id, document)
      return next
    })
  }, [])
  const add = useCallback((documents: readonly Selectable[]) => {
    setChosen((before) => new Map([...before, ...documents.map((document) => [document.id, document] as const)].slice(0, maxSelected)))
  }, [])
  const clear = useCallback(() => setChosen(new Map()), [])
  return useMemo(() => ({ chosen, anchor, toggle, add, clear }), [chosen, anchor, toggle, add, clear])
}

/** The rows from one to another, both included, in the order they are listed; nothing when one of them is not listed. */
export function between<Row extends { id: string }>(rows: readonly Row[], from: string, to: string): Row[] {
  const places = [from, to].map((id) => rows.findIndex((row) => row.id === id))
  return places.includes(-1) ? [] : rows.slice(Math.min(...places), Math.max(...places) + 1)
}

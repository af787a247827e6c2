'use client'

import { Search } from 'lucide-react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { type Listing, type SortKey, sorted, sortKeys } from '@/components/documentList/listing'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import type { RouterOutputs } from '@/server/router'

type Counts = RouterOutputs['documents']['list']['stateCounts']

/** What is shown: the states that people ask for, each with what it stands for. */
const groups = {
  ready: ['ready'],
  unread: ['unread'],
  live: ['queued', 'parsing', 'embedding'],
  failed: ['failed', 'cancelled'],
} as const satisfies Record<string, readonly (keyof Counts)[]>
const groupNames = ['ready', 'unread', 'live', 'failed'] as const satisfies readonly (keyof typeof groups)[]

/** Finds documents by their name and their state. */
export function DocumentFilters({ listing, counts, onChange }: { listing: Listing; counts: Counts; onChange: (listing: Listing) => void }) {
  const t = useTranslations('knowledge.table')
  const format = useFormatter()
  const countOf = (states: readonly (keyof Counts)[]): number => states.reduce((sum, state) => sum + counts[state], 0)
  const total = countOf(Object.values(groups).flat())
  const isChosen = (states: readonly (keyof Counts)[]): boolean => listing.states.join() === states.join()
  const chip = (label: string, count: number, states: readonly (keyof Counts)[]) => (
    <button
      key={label}
      type="button"
      aria-pressed={isChosen(states)}
      onClick={() => onChange({ ...listing, states: [...states] })}
      className="rounded-control px-2 py-1 text-ink-muted tabular-nums hover:text-ink aria-pressed:bg-ink/6 aria-pressed:text-ink pointer-coarse:min-h-10"
    >
      {label} {format.number(count)}
    </button>
  )
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
      <div className="relative min-w-0 flex-1 basis-56">
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 stroke-[1.75] text-ink-muted" />
        <Input
          type="search"
          value={listing.search}
          maxLength={255}
          aria-label={t('search')}
          placeholder={t('search')}
          className="max-w-80 pl-8!"
          onChange={(event) => onChange({ ...listing, search: event.target.value })}
        />
      </div>
      <div role="group" aria-label={t('filter')} className="-mx-2 flex flex-wrap">
        {chip(t('all'), total, [])}
        {groupNames.filter((name) => countOf(groups[name]) > 0 || isChosen(groups[name])).map((name) => chip(t(`states.${name}`), countOf(groups[name]), groups[name]))}
      </div>
      <div className="w-full md:hidden">
        <Select<SortKey>
          label={t('sortBy')}
          value={listing.sortBy}
          onChange={(by) => onChange(sorted({ ...listing, sortBy: by === 'name' ? 'added' : 'name' }, by))}
          options={sortKeys.map((key) => ({ value: key, label: t(key) }))}
        />
      </div>
    </div>
  )
}

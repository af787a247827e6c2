import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { BookText, FileText } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import type { Named, TakeKey } from '@/components/composer/useNaming'

const maxBases = 6

interface NameListProps {
  id: string
  search: string
  /** Tells whom the keys of the field are offered to. */
  listen: (takeKey: TakeKey | null) => void
  onChoose: (one: Named) => void
  /** Tells the field which line is the current one. */
  onPoint: (lineId: string | null) => void
}

/** The bases and documents that a `#` may mean, above the composer. The cursor stays in the text; arrows, Enter and Tab come from there. */
export function NameList({ id, search, listen, onChoose, onPoint }: NameListProps) {
  const t = useTranslations('scope.named')
  const trpc = useTRPC()
  const bases = useQuery(trpc.knowledge.list.queryOptions())
  const documents = useQuery(trpc.documents.find.queryOptions({ search }, { placeholderData: keepPreviousData, staleTime: 10_000 }))
  const [at, setAt] = useState({ search, place: 0 })
  const wanted = search.toLocaleLowerCase()
  const lines: (Named & { readonly inside: string })[] = [
    ...(bases.data ?? [])
      .filter(({ name, readyCount }) => readyCount > 0 && name.toLocaleLowerCase().includes(wanted))
      .slice(0, maxBases)
      .map(({ id: baseId, name, readyCount }) => ({ kind: 'base' as const, id: baseId, name, baseId, inside: t('documents', { count: readyCount }) })),
    ...(documents.data ?? [])
      .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
      .map(({ id: documentId, name, knowledgeBaseId, knowledgeBaseName }) => ({ kind: 'document' as const, id: documentId, name, baseId: knowledgeBaseId, inside: knowledgeBaseName })),
  ]
  const here = Math.min(at.search === search ? at.place : 0, lines.length - 1)
  const lineId = (place: number): string => `${id}-${place}`
  const isEmpty = lines.length === 0

  useEffect(() => {
    onPoint(isEmpty ? null : `${id}-${here}`)
    if (!isEmpty) document.getElementById(`${id}-${here}`)?.scrollIntoView({ block: 'nearest' })
  }, [onPoint, id, here, isEmpty])
  useEffect(() => () => onPoint(null), [onPoint])
  useEffect(() => {
    listen((key) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[key]
      const line = lines[here]
      if (line === undefined) return false
      if (step !== undefined) setAt({ search, place: (here + step + lines.length) % lines.length })
      else if (key === 'Enter' || key === 'Tab') onChoose(line)
      return step !== undefined || key === 'Enter' || key === 'Tab'
    })
    return () => listen(null)
  })

  // What fits nothing is a # and no name.
  if (isEmpty && search !== '') return null
  return (
    <div className="absolute inset-x-4 bottom-full z-20 mb-1 max-h-64 animate-appear overflow-y-auto rounded-surface border border-line bg-ground p-1 text-ui shadow-float">
      <p className="px-2 py-1 text-xs text-ink-muted">{isEmpty ? t('nothing') : t('title')}</p>
      <div id={id} role="listbox" aria-label={t('title')}>
        {lines.map((line, place) => (
          <div
            key={line.id}
            id={lineId(place)}
            role="option"
            aria-selected={place === here}
            tabIndex={-1}
            // The cursor stays in the text.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(line)}
            onKeyDown={() => undefined}
            onPointerMove={() => setAt({ search, place })}
            className="flex cursor-pointer items-center gap-2 rounded-control px-2 py-1.5 aria-selected:bg-ink/6 pointer-coarse:py-2.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75] [&_svg]:text-ink-muted"
          >
            {line.kind === 'base' ? <BookText aria-hidden /> : <FileText aria-hidden />}
            <span className="min-w-0 truncate">{line.name}</span>
            <span className="ml-auto max-w-[40%] shrink-0 truncate text-xs text-ink-muted">{line.inside}</span>
          </div>
        ))}
      </div>
    </div>
  )
}

import { useTranslations } from 'use-intl'
import { CitationCard } from '@/components/citations/CitationCard'
import { useCitations } from '@/components/citations/CitationsContext'
import { HoverCard } from '@/components/ui/HoverCard'

/** The small number after a sentence: shows its source on hover and focus (unless one is open already), opens it on click. */
export function CitationMarker({ ordinal }: { ordinal: number }) {
  const t = useTranslations('chat.citation')
  const { citations, openOrdinal, open } = useCitations()
  const citation = citations.find((candidate) => candidate.ordinal === ordinal)
  if (citation === undefined) return <>{`[${ordinal}]`}</>
  return (
    <HoverCard
      isAllowed={openOrdinal === null}
      trigger={
        <button
          type="button"
          aria-label={t('label', { ordinal, document: citation.documentName })}
          aria-pressed={openOrdinal === ordinal}
          onClick={() => open(ordinal)}
          className="citation-marker"
        >
          {ordinal}
        </button>
      }
    >
      <CitationCard citation={citation} />
    </HoverCard>
  )
}

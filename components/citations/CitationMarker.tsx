import * as HoverCard from 'radix-ui/hover-card'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { CitationCard } from '@/components/citations/CitationCard'
import { useCitations } from '@/components/citations/CitationsContext'
import { floatClass } from '@/components/ui/Floating'

/** The small number after a sentence: shows its source on hover and focus (unless one is open already), opens it on click. */
export function CitationMarker({ ordinal }: { ordinal: number }) {
  const t = useTranslations('chat.citation')
  const { citations, openOrdinal, open } = useCitations()
  const [hasCard, setHasCard] = useState(false)
  const citation = citations.find((candidate) => candidate.ordinal === ordinal)
  if (citation === undefined) return <>{`[${ordinal}]`}</>
  return (
    <HoverCard.Root openDelay={200} closeDelay={100} open={hasCard && openOrdinal === null} onOpenChange={setHasCard}>
      <HoverCard.Trigger asChild>
        <button
          type="button"
          aria-label={t('label', { ordinal, document: citation.documentName })}
          aria-pressed={openOrdinal === ordinal}
          onClick={() => {
            setHasCard(false)
            open(ordinal)
          }}
          className="citation-marker"
        >
          {ordinal}
        </button>
      </HoverCard.Trigger>
      <HoverCard.Portal>
        <HoverCard.Content side="top" sideOffset={4} collisionPadding={8} className={`z-50 w-80 p-3 ${floatClass}`}>
          <CitationCard citation={citation} />
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { PassageFinder } from '@/components/lab/expected/PassageFinder'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Select } from '@/components/ui/Select'
import { PassageFate } from '@/components/whyNot/PassageFate'
import type { Citation } from '@/server/conversations/schema'
import type { RetrievalRecord } from '@/server/retrieval/schema'

/** Finds a passage that was expected, and says at which stage it fell out with the question and the settings of an answer. */
export function WhyNotDialog({ retrieval, citations, onClose }: { retrieval: RetrievalRecord; citations: readonly Citation[]; onClose: () => void }) {
  const t = useTranslations('sources.why')
  const bases = useQuery(useTRPC().knowledge.list.queryOptions())
  const searched = (bases.data ?? []).filter(({ id }) => retrieval.knowledgeBaseIds.includes(id))
  const [chosenBase, chooseBase] = useState<string | null>(null)
  const [chunkId, setChunkId] = useState<string | null>(null)
  const baseId = chosenBase ?? searched[0]?.id ?? null
  return (
    <Dialog open onOpenChange={onClose} title={t('title')} description={t('intro')}>
      <p className="pb-2 break-words text-ink-muted">{t('question', { question: retrieval.question })}</p>
      {chunkId === null && searched.length > 1 && baseId !== null && (
        <Select label={t('base')} value={baseId} onChange={chooseBase} options={searched.map(({ id, name }) => ({ value: id, label: name }))} />
      )}
      {chunkId === null && baseId !== null && <PassageFinder key={baseId} baseId={baseId} indexId={null} expected={[]} onExpect={setChunkId} />}
      {chunkId !== null && baseId !== null && (
        <>
          <PassageFate baseId={baseId} chunkId={chunkId} retrieval={retrieval} citations={citations} />
          <Button size="sm" className="mt-3" onClick={() => setChunkId(null)}>
            {t('back')}
          </Button>
        </>
      )}
    </Dialog>
  )
}

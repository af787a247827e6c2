import { type ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { useAnswerer } from '@/components/chat/useAnswerer'
import { useSeconds } from '@/components/chat/useSeconds'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { SentPassage } from '@/components/trace/SentPassage'
import { shownStages } from '@/components/lab/results/stages'
import { Dialog } from '@/components/ui/Dialog'
import { useMoney } from '@/components/usage/useMoney'

type Activity = NonNullable<Message['activity']>

/** How an answer was made: what was searched for and where, which passages were sent, who answered, and what that took. */
export function AnswerTrace({ answer, activity, onClose }: { answer: Message; activity: Activity; onClose: () => void }) {
  const t = useTranslations('sources.trace')
  const { retrieval, candidateCount, passageCount, searchMs, internet, engine, tools } = activity
  const status = useTranslations('chat.status')
  const seconds = useSeconds()
  const money = useMoney()
  const format = useFormatter()
  const translated = useServerSentence()
  const answerer = useAnswerer(answer)
  const { durationMs, firstTokenMs, inputTokens, outputTokens, costMicros } = answer
  const places = [...activity.searched, ...(activity.attachments?.names ?? [])]
  // The reading word by word is seen with each passage.
  const rerank = retrieval?.rerank
  const reranked = rerank?.message != null ? translated(rerank.message) : rerank?.status === 'done' && rerank.by !== 'lexical' ? rerank.by : null
  const question = retrieval?.question ?? activity.rewritten
  const times = [...(firstTokenMs === null ? [] : [t('firstWord', { seconds: seconds(firstTokenMs) })]), ...(durationMs === null ? [] : [t('whole', { seconds: seconds(durationMs) })])]
  return (
    <Dialog open onOpenChange={onClose} title={t('title')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 tabular-nums">
        {question !== null && <Fact name={t('question')}>{question}</Fact>}
        {places.length > 0 && <Fact name={t('places')}>{[format.list(places), ...(engine === null ? [] : [status(engine)])].join(' · ')}</Fact>}
        {places.length === 0 && internet === null && <Fact name={t('places')}>{status('notSearched')}</Fact>}
        {places.length > 0 && <Fact name={t('found')}>{[engine === null ? t('sent', { sent: passageCount }) : t('sentOf', { sent: passageCount, considered: candidateCount }), ...(searchMs === null ? [] : [t('searchedIn', { ms: Math.round(searchMs) })])].join(' · ')}</Fact>}
        {reranked !== null && <Fact name={t('reranked')}>{reranked}</Fact>}
        {internet !== null && <Fact name={t('internet')}>{[...(internet.engine === '' ? [] : [internet.engine]), t('pages', { results: internet.resultCount, pages: internet.pageCount, passages: internet.passageCount })].join(' · ')}</Fact>}
        {tools.length > 0 && <Fact name={t('tools')}>{format.list(tools.map(({ name, server }) => status('tool', { name, server })))}</Fact>}
        {answerer !== null && <Fact name={t('answerer')}>{answerer}</Fact>}
        {times.length > 0 && <Fact name={t('time')}>{times.join(' · ')}</Fact>}
        {inputTokens !== null && outputTokens !== null && <Fact name={t('tokens')}>{t('readAndWritten', { input: inputTokens, output: outputTokens })}</Fact>}
        {costMicros !== null && costMicros > 0 && <Fact name={t('cost')}>{money(costMicros)}</Fact>}
      </dl>
      {activity.notes.map((note) => (
        <p key={note} className="pt-2 text-warn">
          {translated(note)}
        </p>
      ))}
      {retrieval !== null && retrieval.hits.length > 0 && (
        <section className="pt-4">
          <h3 className="pb-1 font-medium">{t('passages')}</h3>
          <ol className="divide-y divide-line">
            {retrieval.hits.map((hit, position) => (
              <SentPassage key={hit.chunkId} hit={hit} rank={position + 1} shown={shownStages(retrieval.hits)} cited={answer.citations.filter(({ chunkId }) => chunkId === hit.chunkId).map(({ ordinal }) => ordinal)} />
            ))}
          </ol>
        </section>
      )}
    </Dialog>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}

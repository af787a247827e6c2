import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { webHref } from '@/components/citations/openCitation'
import { WebLink } from '@/components/citations/WebLink'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import type { RouterOutputs } from '@/server/router'

type Details = RouterOutputs['citations']['details']

/** What a conversation rests on: the documents that it cites and how often, its instructions, its summary, and what it took. */
export function ConversationDetails({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const t = useTranslations('sources.details')
  const details = useQuery(useTRPC().citations.details.queryOptions({ conversationId }))
  return (
    <Dialog open onOpenChange={onClose} title={t('title')}>
      {details.error && <ErrorState message={details.error.message} onRetry={() => void details.refetch()} />}
      {details.data && (
        <div className="space-y-4">
          <Took details={details.data} />
          <section>
            <h3 className="pb-1 font-medium">{t('documents')}</h3>
            {details.data.documents.length === 0 && <p className="text-ink-muted">{t('noDocuments')}</p>}
            <ul className="divide-y divide-line">
              {details.data.documents.map((document) => (
                <CitedDocument key={`${document.documentId}${document.url}${document.documentName}`} document={document} />
              ))}
            </ul>
          </section>
          <Words title={t('systemPrompt')} text={details.data.systemPrompt} />
          <Words title={t('summary')} text={details.data.summary} />
        </div>
      )}
    </Dialog>
  )
}

function Took({ details: { answerCount, inputTokens, outputTokens, costMicros } }: { details: Details }) {
  const t = useTranslations('sources.details')
  const format = useFormatter()
  const cost = costMicros === null ? [] : [t('cost', { dollars: format.number(costMicros / 1e6, { maximumFractionDigits: 4 }) })]
  return <p className="text-ink-muted tabular-nums">{[t('took', { answers: answerCount, input: inputTokens, output: outputTokens }), ...cost].join(' · ')}</p>
}

function CitedDocument({ document }: { document: Details['documents'][number] }) {
  const t = useTranslations('sources.details')
  const { documentName, documentId, knowledgeBaseId, isGone, count } = document
  const isLink = documentId !== null && knowledgeBaseId !== null && !isGone
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 py-1.5">
      <span className="min-w-0 flex-1 break-words">
        {isLink ? (
          <Link href={`/knowledge/${knowledgeBaseId}/documents/${documentId}`} className="hover:underline">
            {documentName}
          </Link>
        ) : (
          documentName
        )}
        {webHref(document) !== null && (
          <>
            {' '}
            <WebLink citation={document} />
          </>
        )}
        {isGone && <span className="ml-2 text-ink-muted">({t('gone')})</span>}
      </span>
      <span className="text-ink-muted tabular-nums">{t('times', { count })}</span>
    </li>
  )
}

function Words({ title, text }: { title: string; text: string | null }) {
  if (text === null || text === '') return null
  return (
    <section>
      <h3 className="pb-1 font-medium">{title}</h3>
      <p className="max-h-48 overflow-y-auto break-words whitespace-pre-line" tabIndex={0}>
        {text}
      </p>
    </section>
  )
}

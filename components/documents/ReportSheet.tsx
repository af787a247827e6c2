'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useFormatter, useLocale, useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { PassageSkeleton } from '@/components/documents/PassageSkeleton'
import { ReportPassage } from '@/components/documents/ReportPassage'
import { SuggestedQuestions } from '@/components/documents/SuggestedQuestions'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { useMayWrite } from '@/components/teams/useMayWrite'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { Sheet } from '@/components/ui/Sheet'
import type { RouterOutputs } from '@/server/router'

/** How well a document was read: what was found in it, its extreme passages, three at random, and questions to test it with. */
export function ReportSheet({ document, onClose }: { document: RouterOutputs['documents']['get']; onClose: () => void }) {
  const t = useTranslations('knowledge.report')
  const trpc = useTRPC()
  const format = useFormatter()
  const locale = useLocale()
  const translated = useServerSentence()
  const mayWrite = useMayWrite(document.knowledgeBaseId)
  const report = useQuery(trpc.documents.report.queryOptions({ id: document.id }, { refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY }))
  const path = `/knowledge/${document.knowledgeBaseId}/documents`
  const { data } = report
  const facts = data && [
    ...(data.pageCount === null ? [] : [[t('pages'), format.number(data.pageCount)], [t('withoutText'), data.pagesWithoutText === 0 ? t('none') : format.number(data.pagesWithoutText ?? 0)]]),
    [t('tables'), data.tableCount === 0 ? t('none') : format.number(data.tableCount)],
    [t('language'), data.language === null ? t('unknown') : (new Intl.DisplayNames(locale, { type: 'language' }).of(data.language) ?? data.language)],
    [t('passages'), t('passagesOf', { count: document.chunkCount, tokens: data.averageTokens })],
    [t('tokens'), format.number(document.tokenCount)],
  ]
  return (
    <Sheet open side="right" onOpenChange={onClose} title={t('title', { name: document.name })}>
      <div className="flex flex-col gap-6 p-5">
        {report.isPending && <PassageSkeleton />}
        {report.error && <ErrorState message={report.error.message} onRetry={() => void report.refetch()} />}
        {data && facts && (
          <>
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
              {facts.map(([name, value]) => (
                <div key={name} className="contents">
                  <dt className="text-ink-muted">{name}</dt>
                  <dd className="tabular-nums">{value}</dd>
                </div>
              ))}
              <dt className="text-ink-muted">{t('duplicates')}</dt>
              <dd className="flex flex-col items-start">
                {data.duplicates.length === 0
                  ? t('none')
                  : data.duplicates.map(({ id, name }) => (
                      <Link key={id} href={`${path}/${id}`} className="underline wrap-anywhere">
                        {name}
                      </Link>
                    ))}
              </dd>
            </dl>
            {document.warnings.map((warning) => (
              <p key={warning} className="text-warn">
                {translated(warning)}
              </p>
            ))}
            <section>
              <h3 className="font-semibold">{t('extremes')}</h3>
              <ol className="divide-y divide-line">
                {data.longest !== null && <ReportPassage document={document} passage={data.longest} label={t('longest')} />}
                {data.shortest !== null && data.shortest.id !== data.longest?.id && <ReportPassage document={document} passage={data.shortest} label={t('shortest')} />}
              </ol>
            </section>
            {document.chunkCount > 2 && (
              <section>
                <div className="flex items-center justify-between gap-4">
                  <h3 className="font-semibold">{t('samples')}</h3>
                  <Button size="sm" disabled={report.isFetching} onClick={() => void report.refetch()}>
                    {t('others')}
                  </Button>
                </div>
                <ol className="divide-y divide-line">
                  {data.samples.map((passage) => (
                    <ReportPassage key={passage.id} document={document} passage={passage} />
                  ))}
                </ol>
              </section>
            )}
            {mayWrite && <SuggestedQuestions baseId={document.knowledgeBaseId} documentId={document.id} />}
          </>
        )}
      </div>
    </Sheet>
  )
}

'use client'

import { useTranslations } from 'use-intl/react'
import { FailedUpload } from '@/components/knowledge/FailedUpload'
import { SendingUpload } from '@/components/knowledge/SendingUpload'
import { type Upload, uploadFailures } from '@/components/knowledge/uploadPool'
import { dismissKnown, dismissUpload, retryUpload } from '@/components/knowledge/uploads'
import { Button } from '@/components/ui/Button'

/** More failures than this are counted, not listed: a folder of photos should not bury the documents. */
const listedFailures = 8

const canRetry = ({ failure }: Upload<File>): boolean => failure !== null && uploadFailures[failure.reason].canRetry

/** The files on their way to a base: those being sent, how many wait, and those that were not taken, with the reason. */
export function UploadList({ baseId, uploads, doneCount, knownCount, maxBytes }: { baseId: string; uploads: readonly Upload<File>[]; doneCount: number; knownCount: number; maxBytes: number }) {
  const t = useTranslations('knowledge.uploads')
  if (uploads.length === 0 && knownCount === 0) return null
  const sending = uploads.filter((upload) => upload.state === 'sending')
  const waiting = uploads.filter((upload) => upload.state === 'waiting')
  const failed = uploads.filter((upload) => upload.state === 'failed')
  const total = doneCount + sending.length + waiting.length
  return (
    <section aria-label={t('title')} className="mb-6">
      {sending.length > 0 && (
        <>
          <p aria-live="polite" className="pb-1 text-ink-muted tabular-nums">
            {t('sending', { done: doneCount, total })}
          </p>
          <ul className="divide-y divide-line border-y border-line">
            {sending.map((upload) => (
              <SendingUpload key={upload.id} upload={upload} />
            ))}
          </ul>
          {waiting.length > 0 && <p className="pt-1 text-ink-muted tabular-nums">{t('waiting', { count: waiting.length })}</p>}
        </>
      )}
      {knownCount > 0 && (
        <p role="status" className="flex items-center gap-2 pt-1 text-ink-muted tabular-nums">
          {t('known', { count: knownCount })}
          <Button variant="ghost" size="sm" onClick={() => dismissKnown(baseId)}>
            {t('knownDismiss')}
          </Button>
        </p>
      )}
      {failed.length > 0 && (
        <div role="alert" className="pt-3">
          <p className="flex flex-wrap items-center gap-2 pb-1 text-danger">
            <span>{t('failedCount', { count: failed.length })}</span>
            {failed.filter(canRetry).length > 1 && (
              <Button size="sm" onClick={() => failed.filter(canRetry).forEach(({ id }) => retryUpload(id))}>
                {t('retryAll')}
              </Button>
            )}
            {failed.length > 1 && (
              <Button variant="ghost" size="sm" onClick={() => failed.forEach(({ id }) => dismissUpload(id))}>
                {t('dismissAll')}
              </Button>
            )}
          </p>
          <ul className="divide-y divide-line border-y border-line">
            {failed.slice(0, listedFailures).map((upload) => (
              <FailedUpload key={upload.id} upload={upload} maxBytes={maxBytes} canRetry={canRetry(upload)} />
            ))}
          </ul>
          {failed.length > listedFailures && <p className="pt-1 text-ink-muted">{t('failedMore', { count: failed.length - listedFailures })}</p>}
        </div>
      )}
    </section>
  )
}

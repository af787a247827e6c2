import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { useServerSentence } from '@/components/i18n/useServerSentence'

/**
 * What is worth knowing about the search of an answer: what was searched for in the place of a follow-up question, with the way to have
 * one's own words searched for instead, what could not be searched, and a reranker that failed.
 */
export function SearchNotes({ activity, onAsWritten }: { activity: Message['activity']; onAsWritten: (() => void) | null }) {
  const t = useTranslations('chat.status')
  const translated = useServerSentence()
  const question = activity?.rewritten ?? null
  const ts = useTranslations('scope.internet')
  const internet = activity?.internet ?? null
  const failure = activity?.retrieval?.rerank.message ?? null
  return (
    <>
      {question !== null && (
        <p className="text-ui text-ink-muted">
          {t('searchedFor', { question })}
          {onAsWritten !== null && (
            <>
              {' '}
              <button type="button" onClick={onAsWritten} className="rounded-control text-accent hover:underline pointer-coarse:py-2.5">
                {t('asWritten')}
              </button>
            </>
          )}
        </p>
      )}
      {internet !== null && internet.message !== null && <p className="text-ui text-warn">{internet.resultCount === 0 && internet.engine !== '' ? ts('failed', { reason: translated(internet.message) }) : translated(internet.message)}</p>}
      {internet !== null && internet.failures.length > 0 && (
        <details className="text-ui text-ink-muted">
          <summary className="cursor-pointer">{ts('deadLinks', { count: internet.failures.length })}</summary>
          <ul>
            {internet.failures.map(({ url, reason }) => (
              <li key={url} className="wrap-anywhere">
                {`${url} · ${translated(reason)}`}
              </li>
            ))}
          </ul>
        </details>
      )}
      {activity?.notes.map((note) => (
        <p key={note} className="text-ui text-warn">
          {translated(note)}
        </p>
      ))}
      {failure !== null && <p className="text-ui text-warn">{translated(failure)}</p>}
    </>
  )
}

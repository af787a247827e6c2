import Link from 'next/link'
import { useFormatter, useTranslations } from 'use-intl'
import { GroupHeading } from '@/components/conversations/ConversationGroup'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { MarkedText } from '@/components/search/MarkedText'
import { type FoundMessage, type FoundTitle, messageHref, useSearch } from '@/components/search/useSearch'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'

const linkClass = 'block rounded-control px-2 py-1.5 transition-colors hover:bg-ink/5'

/** What a search finds, in the place of the list: conversations by title, then messages, the newest first. */
export function SearchResults({ search }: { search: string }) {
  const t = useTranslations('organise.search')
  const translated = useServerSentence()
  const { titles, messages, foundTitles, foundMessages } = useSearch(search)
  const error = titles.error ?? messages.error
  const isDone = titles.isSuccess && messages.isSuccess && !titles.isPlaceholderData && !messages.isPlaceholderData
  return (
    <div aria-busy={!isDone} className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {isDone ? t('count', { count: foundTitles.length + foundMessages.length }) : t('searching')}
      </p>
      {error !== null && <ErrorState message={`${t('failed')} ${translated(error.message)}`} onRetry={() => void Promise.all([titles.refetch(), messages.refetch()])} />}
      {foundTitles.length > 0 && (
        <section aria-label={t('titles')}>
          <GroupHeading>{t('titles')}</GroupHeading>
          <ul>
            {foundTitles.map((found) => (
              <TitleResult key={found.id} found={found} />
            ))}
          </ul>
        </section>
      )}
      {foundMessages.length > 0 && (
        <section aria-label={t('messages')}>
          <GroupHeading>{t('messages')}</GroupHeading>
          <ul>
            {foundMessages.map((found) => (
              <MessageResult key={found.id} found={found} />
            ))}
          </ul>
        </section>
      )}
      {messages.hasNextPage && (
        <Button size="sm" variant="ghost" disabled={messages.isFetchingNextPage} onClick={() => void messages.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {isDone && foundTitles.length === 0 && foundMessages.length === 0 && <p className="px-2 py-1 break-words text-ink-muted">{t('nothing', { search })}</p>}
    </div>
  )
}

function TitleResult({ found }: { found: FoundTitle }) {
  const t = useTranslations('organise.search')
  return (
    <li>
      <Link href={`/c/${found.id}`} prefetch={false} className={linkClass}>
        <span className="line-clamp-2 break-words">
          <MarkedText {...found.title} />
        </span>
        {found.isArchived && <span className="text-xs text-ink-muted">{t('archived')}</span>}
      </Link>
    </li>
  )
}

function MessageResult({ found }: { found: FoundMessage }) {
  const t = useTranslations('organise.search')
  const format = useFormatter()
  return (
    <li>
      <Link href={messageHref(found)} prefetch={false} className={linkClass}>
        <span className="flex items-baseline gap-2 text-xs text-ink-muted">
          <span className="min-w-0 flex-1 truncate">{found.conversationTitle}</span>
          <time dateTime={found.createdAt}>{format.dateTime(new Date(found.createdAt), { dateStyle: 'short' })}</time>
        </span>
        <span className="line-clamp-3 break-words">
          <span className="text-ink-muted">{t(found.role === 'user' ? 'you' : 'answer')}: </span>
          <MarkedText {...found.snippet} />
        </span>
      </Link>
    </li>
  )
}

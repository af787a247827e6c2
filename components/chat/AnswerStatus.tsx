import { lazy, Suspense, useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { useAnswerer } from '@/components/chat/useAnswerer'
import { useListOfNames } from '@/components/chat/useListOfNames'
import { useSeconds } from '@/components/chat/useSeconds'
import { useMoney } from '@/components/usage/useMoney'
import { isLive } from '@/server/conversations/facts'

const AnswerTrace = lazy(() => import('@/components/trace/AnswerTrace').then((module) => ({ default: module.AnswerTrace })))

/** The one line that says what an answer is doing, and, when it is done, what it was made of; a click then says it all. */
export function AnswerStatus({ answer, isLost }: { answer: Message; isLost: boolean }) {
  const t = useTranslations('chat.status')
  const running = useRunning(answer)
  if (isLost) {
    return (
      <p role="status" className="text-ui text-ink-muted">
        {t('lost')}
      </p>
    )
  }
  return isLive(answer.status) ? (
    <p role="status" className="flex items-center gap-2 text-ui text-ink-muted">
      <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-accent" />
      {running}
    </p>
  ) : (
    <Finished answer={answer} />
  )
}

function Finished({ answer }: { answer: Message }) {
  const t = useTranslations('sources.trace')
  const [isOpen, setIsOpen] = useState(false)
  const finished = useFinished(answer)
  if (answer.activity === null) return <p className="text-ui text-ink-muted tabular-nums">{finished}</p>
  return (
    <>
      <button type="button" data-tooltip={t('title')} onClick={() => setIsOpen(true)} className="rounded-control text-left text-ui text-ink-muted tabular-nums hover:text-ink hover:underline pointer-coarse:py-2.5">
        {finished}
      </button>
      <Suspense>{isOpen && <AnswerTrace answer={answer} activity={answer.activity} onClose={() => setIsOpen(false)} />}</Suspense>
    </>
  )
}

function useRunning({ activity, content, firstTokenMs }: Message): string {
  const t = useTranslations('chat.status')
  const names = useListOfNames(useSearched(activity))
  const tools = useTools(activity)
  const seconds = useSeconds()
  const used = activity === null || activity.engine === null || activity.internet !== null || activity.attachments !== null ? [] : [t('used', { used: activity.passageCount, found: activity.candidateCount })]
  switch (activity?.phase) {
    case undefined:
    case 'waiting':
      return t('waiting')
    case 'rewriting':
      return t('rewriting')
    case 'searching':
      return names === '' ? t('searchingNothing') : t('searching', { names })
    case 'writing':
    case 'done':
      return [...used, ...tools, content === '' ? t('thinking') : firstTokenMs === null ? t('writing') : t('writingAfter', { seconds: seconds(firstTokenMs) })].join(' · ')
  }
}

function useFinished({ activity, status, modelId, durationMs, outputTokens, costMicros }: Message): string {
  const t = useTranslations('chat.status')
  const money = useMoney()
  const seconds = useSeconds()
  const names = useListOfNames(useSearched(activity))
  const tools = useTools(activity)
  const answerer = useAnswerer({ activity, modelId })
  // Of one that came with a file nothing is known; one that ended early may not have come to its search.
  const searched = activity === null ? [] : names !== '' ? [t('passagesIn', { count: activity.passageCount, names })] : status === 'complete' ? [t('notSearched')] : []
  return [
    ...searched,
    ...(activity?.engine == null ? [] : [t(activity.engine)]),
    ...tools,
    ...(answerer === null ? [] : [answerer]),
    ...(durationMs === null ? [] : [seconds(durationMs)]),
    ...(outputTokens === null || outputTokens === 0 ? [] : [t('tokens', { count: outputTokens })]),
    ...(costMicros === null || costMicros === 0 ? [] : [money(costMicros)]),
  ].join(' · ')
}

/** The tools that were called, each once. */
function useTools(activity: Message['activity']): string[] {
  const t = useTranslations('chat.status')
  const format = useFormatter()
  const names = [...new Set(activity?.tools.map(({ name, server }) => t('tool', { name, server })))]
  return names.length === 0 ? [] : [t('tools', { names: format.list(names) })]
}

/** What was searched, by name: files of the conversation, bases, the internet. */
function useSearched(activity: Message['activity']): string[] {
  const t = useTranslations('scope.internet')
  if (activity === null) return []
  const { searched, attachments, internet } = activity
  return [...(attachments?.names ?? []), ...searched, ...(internet === null || internet.resultCount === 0 ? (activity.phase === 'searching' && internet !== null ? [t('name')] : []) : [t('name')])]
}

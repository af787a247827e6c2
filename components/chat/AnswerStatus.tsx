import { useFormatter, useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'
import { useListOfNames } from '@/components/chat/useListOfNames'
import { useMoney } from '@/components/usage/useMoney'
import { isLive } from '@/server/conversations/facts'
import { builtinChatModelId } from '@/server/models/facts'

/** The one line that says what an answer is doing, and, when it is done, what it was made of. */
export function AnswerStatus({ answer, isLost }: { answer: Message; isLost: boolean }) {
  const t = useTranslations('chat.status')
  const running = useRunning(answer)
  const finished = useFinished(answer)
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
    <p className="text-ui text-ink-muted tabular-nums">{finished}</p>
  )
}

function useRunning({ activity, content }: Message): string {
  const t = useTranslations('chat.status')
  const names = useListOfNames(useSearched(activity))
  const tools = useTools(activity)
  const used = activity === null || activity.engine === null || activity.internet !== null || activity.attachments !== null ? [] : [t('used', { used: activity.passageCount, found: activity.candidateCount })]
  switch (activity?.phase) {
    case undefined:
    case 'waiting':
      return t('waiting')
    case 'searching':
      return names === '' ? t('searchingNothing') : t('searching', { names })
    case 'writing':
    case 'done':
      return [...used, ...tools, content === '' ? t('thinking') : t('writing')].join(' · ')
  }
}

function useFinished({ activity, status, modelId, durationMs, outputTokens, costMicros }: Message): string {
  const t = useTranslations('chat.status')
  const model = useTranslations('chat.model')
  const format = useFormatter()
  const money = useMoney()
  const names = useListOfNames(useSearched(activity))
  const tools = useTools(activity)
  const seconds = (ms: number): string => format.number(Math.max(0.1, ms / 1_000), { maximumFractionDigits: ms < 10_000 ? 1 : 0, minimumFractionDigits: ms < 10_000 ? 1 : 0 })
  const answerer = activity?.agent ?? (modelId === builtinChatModelId ? model('builtin') : modelId === null ? null : modelId.slice(modelId.indexOf('/') + 1))
  // One that ended early may not have come to its search.
  const searched = activity !== null && names !== '' ? [t('passagesIn', { count: activity.passageCount, names })] : status === 'complete' ? [t('notSearched')] : []
  return [
    ...searched,
    ...(activity?.engine == null ? [] : [t(activity.engine)]),
    ...tools,
    ...(answerer === null ? [] : [answerer]),
    ...(durationMs === null ? [] : [t('seconds', { seconds: seconds(durationMs) })]),
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

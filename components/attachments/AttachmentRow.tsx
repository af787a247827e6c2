import { useMutation, useQuery } from '@tanstack/react-query'
import { FileText, RotateCcw, TriangleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { isGone } from '@/components/api/isGone'
import { useTRPC } from '@/components/api/trpc'
import { giveUp, sendAgain } from '@/components/attachments/addFiles'
import { changeOne, changeWaiting, type Waiting } from '@/components/attachments/attachmentStore'
import { useFileSize } from '@/components/documents/useFileSize'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { documentStateTable } from '@/server/documents/facts'

const pollMs = 700

/** The files that wait for their question: how far each is, and the way to take it back or try it again. */
export function AttachmentRow({ conversationId, waiting, canSee }: { conversationId: string | null; waiting: readonly Waiting[]; canSee: boolean }) {
  const t = useTranslations('scope.attachments')
  useReading(conversationId, waiting)
  return (
    <div className="px-2 pt-2">
      <ul aria-label={t('label')} className="flex flex-wrap gap-1.5">
        {waiting.map((file) => (
          <AttachmentChip key={file.key} conversationId={conversationId} file={file} />
        ))}
      </ul>
      {!canSee && waiting.some(({ kind, state }) => kind === 'image' && state !== 'failed') && <p className="px-1 pt-1.5 text-xs text-warn">{t('cannotSee')}</p>}
    </div>
  )
}

/** Asks how far documents are read until none is on its way. */
function useReading(conversationId: string | null, waiting: readonly Waiting[]): void {
  const reading = waiting.filter(({ state }) => state === 'reading').flatMap(({ id }) => id ?? [])
  const states = useQuery(useTRPC().attachments.list.queryOptions({ ids: reading }, { enabled: reading.length > 0, staleTime: 0, refetchInterval: pollMs }))
  const { data } = states
  const areGone = isGone(states)
  // Follows the server's word of each file.
  useEffect(() => {
    // One of them is not there any more, as after a day: which one is not said, and none can be sent.
    if (areGone) changeWaiting(conversationId, (list) => list.filter(({ state }) => state !== 'reading'))
    for (const { id, state, errorText } of data ?? []) {
      if (state === 'ready') changeOne(conversationId, keyOf(id), { state: 'ready' })
      else if (!documentStateTable[state].isLive) changeOne(conversationId, keyOf(id), { state: 'failed', problem: { reason: 'refused', message: errorText ?? '' } })
    }
    function keyOf(id: string): string {
      return waiting.find((file) => file.id === id)?.key ?? ''
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the list changes with what is told here
  }, [conversationId, data, areGone])
}

function AttachmentChip({ conversationId, file }: { conversationId: string | null; file: Waiting }) {
  const t = useTranslations('scope.attachments')
  const translated = useServerSentence()
  const fileSize = useFileSize()
  const trpc = useTRPC()
  const remove = useMutation(trpc.attachments.remove.mutationOptions())
  const retry = useMutation(trpc.attachments.retry.mutationOptions())
  const { key, id, name, size, state, sent, problem, preview } = file
  const canRetry = state === 'failed' && (id !== null || problem?.reason === 'offline' || problem?.reason === 'refused')

  function takeBack(): void {
    giveUp(key)
    changeWaiting(conversationId, (list) => list.filter((other) => other.key !== key))
    if (id !== null) remove.mutate({ id })
  }
  function again(): void {
    if (id === null) return sendAgain(conversationId, key)
    changeOne(conversationId, key, { state: 'reading', problem: null })
    retry.mutate({ id }, { onError: ({ message }) => changeOne(conversationId, key, { state: 'failed', problem: { reason: 'refused', message } }) })
  }

  return (
    <li className="relative flex max-w-64 items-center gap-2 overflow-hidden rounded-control border border-line py-1 pr-1 pl-2 text-ui">
      {preview === null ? (
        state === 'failed' ? <TriangleAlert aria-hidden className="size-4 shrink-0 stroke-[1.75] text-danger" /> : <FileText aria-hidden className="size-4 shrink-0 stroke-[1.75] text-ink-muted" />
      ) : (
        // oxlint-disable-next-line nextjs/no-img-element -- a file of this page or of its owner, which nothing may keep
        <img src={preview} alt="" className="-ml-1 size-9 shrink-0 rounded-[4px] object-cover" />
      )}
      <span className="min-w-0">
        <span className="block truncate">{name}</span>
        <span role={state === 'failed' ? 'alert' : 'status'} className={`block text-xs ${state === 'failed' ? 'text-danger' : 'truncate text-ink-muted'} tabular-nums`}>
          {stateText()}
        </span>
      </span>
      {canRetry && (
        <ChipButton label={t('retry', { name })} onClick={again}>
          <RotateCcw />
        </ChipButton>
      )}
      <ChipButton label={t('remove', { name })} onClick={takeBack}>
        <X />
      </ChipButton>
      {state === 'sending' && <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent transition-transform" style={{ transform: `scaleX(${size === 0 ? 0 : sent / size})` }} />}
    </li>
  )

  function stateText(): string {
    switch (state) {
      case 'sending':
        return t('sending', { percent: size === 0 ? 0 : Math.round((sent / size) * 100) })
      case 'reading':
        return t('reading')
      case 'ready':
        return fileSize(size)
      case 'failed':
        if (problem === null) return t('problems.refused')
        return problem.reason === 'refused' && problem.message !== '' ? translated(problem.message) : t(`problems.${problem.reason}`)
    }
  }
}

function ChipButton({ label, onClick, children }: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tooltip={label}
      onClick={onClick}
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-control text-ink-muted hover:bg-ink/6 hover:text-ink pointer-coarse:size-9 [&_svg]:size-3.5 [&_svg]:stroke-[1.75]"
    >
      {children}
    </button>
  )
}

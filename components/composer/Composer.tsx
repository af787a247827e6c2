import { useQuery } from '@tanstack/react-query'
import { ArrowUp, Square } from 'lucide-react'
import { type ClipboardEvent, type KeyboardEvent, lazy, Suspense, useCallback, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { v7 } from 'uuid'
import { useTRPC } from '@/components/api/trpc'
import { useHasAgent } from '@/components/assistants/useHasAgent'
import { useAttach } from '@/components/attachments/useAttach'
import { useFilesOver } from '@/components/attachments/useFilesOver'
import { TurnRefused } from '@/components/chat/turnStream'
import type { Choice } from '@/components/composer/choice'
import { isComposing } from '@/components/composer/isComposing'
import { ScopeBar } from '@/components/composer/ScopeBar'
import { sends, useSendKey } from '@/components/composer/sendKey'
import { TokenEstimate } from '@/components/composer/TokenEstimate'
import { useDraft } from '@/components/composer/useDraft'
import { useFilesToSend } from '@/components/composer/useFilesToSend'
import { useNaming } from '@/components/composer/useNaming'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { IconButton } from '@/components/ui/IconButton'
import { toast } from '@/components/ui/toast'
import type { Question } from '@/server/chat/schema'
import { builtinChatModelId } from '@/server/models/facts'

const AttachmentRow = lazy(() => import('@/components/attachments/AttachmentRow').then((module) => ({ default: module.AttachmentRow })))
const NameList = lazy(() => import('@/components/composer/NameList').then((module) => ({ default: module.NameList })))
const NamedRow = lazy(() => import('@/components/composer/NamedRow').then((module) => ({ default: module.NamedRow })))
const DropZones = lazy(() => import('@/components/attachments/DropZones').then((module) => ({ default: module.DropZones })))

const maxLength = 100_000
/** Until the server says how large a file may be. */
const usualMaxBytes = 50_000_000
const noHistory: readonly string[] = []

export interface ComposerProps {
  conversationId: string | null
  /** Whom the chat is with; null: with the model alone. */
  assistantId: string | null
  choice: Choice | undefined
  onChoose: (choice: Choice) => void
  /** Sends the question; rejects when the server did not take it, and the text stays. */
  onSend: (question: { requestId: string; text: string; attachmentIds: string[]; only: Question['only'] } & Choice) => Promise<unknown>
  /** Set while an answer runs. What is sent meanwhile waits for its end. */
  onStop: (() => void) | null
  isStopping: boolean
  /** Earlier messages that go along. */
  history?: readonly string[]
}

/** Where a question is written, with the files that go along. Enter sends (or Ctrl+Enter, as the settings say), Shift+Enter breaks the line. */
export function Composer({ conversationId, assistantId, choice, onChoose, onSend, onStop, isStopping, history = noHistory }: ComposerProps) {
  const t = useTranslations('chat.composer')
  const ts = useTranslations('scope')
  const translated = useServerSentence()
  const [text, setText] = useDraft(conversationId)
  const [isSending, setIsSending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [sendKey] = useSendKey()
  const attach = useAttach(conversationId)
  const files = useFilesToSend(attach, () => setFailure(ts('attachments.someFailed')))
  const { isWaiting } = files
  const request = useRequestId()
  const naming = useNaming(conversationId, setText)
  const listId = useId()
  const [pointed, setPointed] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const trpc = useTRPC()
  const models = useQuery(trpc.models.overview.queryOptions(undefined, { staleTime: 60_000 }))
  const bases = useQuery(trpc.knowledge.list.queryOptions())
  const tooLong = text.length > maxLength
  const canSend = choice !== undefined && text.trim() !== '' && !tooLong && !isSending && !isWaiting
  const chosen = (bases.data ?? []).filter(({ id }) => choice?.knowledgeBaseIds.includes(id))
  const model = models.data?.chat.find(({ id }) => id === choice?.modelId) ?? models.data?.chat[0]
  // An agent is handed every file, and says itself what it costs.
  const hasAgent = useHasAgent(assistantId)
  const maxBytes = models.data?.maxFileBytes ?? usualMaxBytes
  const { add } = attach
  const addFiles = useCallback((added: readonly File[]): void => add(added, maxBytes), [add, maxBytes])

  const isOver = useFilesOver((dropped, zone) => {
    const base = chosen.find(({ id }) => id === zone)
    if (base === undefined) return addFiles(dropped)
    void import('@/components/knowledge/uploads').then(({ addUploads }) => addUploads(base.id, dropped, maxBytes))
    toast(ts('drop.added', { count: dropped.length, name: base.name }))
  })

  // A finger would only find the keyboard in the way.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus()
  }, [])

  async function send(): Promise<void> {
    if (!canSend || choice === undefined) return
    setFailure(null)
    const attachmentIds = await files.filesToSend()
    if (attachmentIds === null) return
    setIsSending(true)
    try {
      await onSend({ requestId: request.idFor(JSON.stringify([text, attachmentIds, naming.only])), text: text.trim(), attachmentIds, only: naming.only, ...choice })
      request.forget()
      setText('')
      attach.sent()
      naming.clear()
    } catch (error) {
      setFailure(error instanceof TurnRefused ? error.message || t('refused') : t('sendFailed'))
    } finally {
      setIsSending(false)
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (isComposing(event) || naming.onKey(event) || !sends(event, sendKey)) return
    event.preventDefault()
    void send()
  }

  function onPaste(event: ClipboardEvent): void {
    const words = event.clipboardData.getData('text/plain')
    // A table that was copied comes as its text and as a picture of it; its text is meant.
    const pasted = words === '' ? [...event.clipboardData.files] : text.length + words.length > maxLength ? [new File([words], ts('attachments.pasted'), { type: 'text/plain' })] : []
    if (pasted.length === 0) return
    event.preventDefault()
    addFiles(pasted)
  }

  return (
    <form
      className="relative mx-auto w-full max-w-176 px-4"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {naming.trigger !== null && (
        <Suspense>
          <NameList id={listId} search={naming.trigger.search} listen={naming.listen} onPoint={setPointed} onChoose={(one) => naming.choose(one, field.current)} />
        </Suspense>
      )}
      {isOver && (
        <Suspense>
          <DropZones bases={chosen} />
        </Suspense>
      )}
      {failure !== null && (
        <p role="alert" className="mb-2 border-l-2 border-danger py-0.5 pl-3">
          {translated(failure)}
        </p>
      )}
      {isWaiting && (
        <p role="status" className="mb-2 text-ink-muted">
          {ts('attachments.waiting')}{' '}
          <button type="button" onClick={files.stop} className="rounded-control text-accent hover:underline pointer-coarse:py-2.5">
            {ts('attachments.waitNoLonger')}
          </button>
        </p>
      )}
      <div className="rounded-surface border border-line bg-ground transition-colors focus-within:border-accent">
        {naming.named.length > 0 && (
          <Suspense>
            <NamedRow named={naming.named} onRemove={naming.remove} />
          </Suspense>
        )}
        {attach.waiting.length > 0 && (
          <Suspense>
            <AttachmentRow conversationId={conversationId} waiting={attach.waiting} canSee={hasAgent || (model?.canSee ?? true)} />
          </Suspense>
        )}
        {/* The hidden copy of the text gives the field its height, in every browser and without measuring. */}
        <div className="grid max-h-[40dvh] overflow-y-auto text-answer [&>*]:col-start-1 [&>*]:row-start-1">
          <div aria-hidden dir="auto" className="invisible px-3.5 py-3 break-words whitespace-pre-wrap">
            {text}{' '}
          </div>
          <textarea
            ref={field}
            dir="auto"
            rows={1}
            value={text}
            aria-label={t('label')}
            placeholder={t('placeholder')}
            enterKeyHint={sendKey === 'enter' ? 'send' : 'enter'}
            readOnly={isSending || isWaiting}
            aria-autocomplete="list"
            aria-controls={pointed === null ? undefined : listId}
            aria-activedescendant={pointed ?? undefined}
            onChange={(event) => {
              setText(event.target.value)
              naming.look(event.target)
            }}
            onSelect={(event) => naming.look(event.currentTarget)}
            onBlur={naming.close}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            className="resize-none overflow-hidden bg-transparent px-3.5 py-3 break-words whitespace-pre-wrap outline-none"
          />
        </div>
        <div className="flex items-center gap-1 px-1.5 pb-1.5">
          {choice !== undefined && <ScopeBar choice={choice} isOverruled={naming.named.length > 0} onChoose={onChoose} onFiles={addFiles} />}
          <span className="flex-1" />
          {onStop !== null && (
            <IconButton label={isStopping ? t('stopping') : t('stop')} disabled={isStopping} onClick={onStop} className="border border-line text-ink!">
              <Square className="size-3! fill-current" />
            </IconButton>
          )}
          {(onStop === null || text.trim() !== '') && (
            <IconButton
              type="submit"
              label={isSending || isWaiting ? t('sending') : onStop === null ? t('send') : t('sendAfter')}
              disabled={!canSend}
              className="bg-accent text-on-accent! hover:bg-accent/90 disabled:bg-ink/10 disabled:text-ink-muted! disabled:opacity-100"
            >
              <ArrowUp className={isSending || isWaiting ? 'animate-pulse' : ''} />
            </IconButton>
          )}
        </div>
      </div>
      <p className="py-2 text-center text-xs text-ink-muted">
        {tooLong ? <span className="text-danger">{t('tooLong', { count: text.length })}</span> : t('disclaimer')}
        {!tooLong && text.trim() !== '' && model !== undefined && model.id !== builtinChatModelId && (
          <>
            {' · '}
            <TokenEstimate text={text} inputMicrosPerMillion={hasAgent || model.paidBy === 'own' ? 0 : model.inputMicrosPerMillion} history={history} bases={naming.named.length === 0 ? chosen : (bases.data ?? []).filter(({ id }) => naming.named.some(({ baseId }) => baseId === id))} searchesWeb={choice?.searchesWeb ?? false} files={attach.waiting.filter(({ state }) => state !== 'failed')} />
          </>
        )}
      </p>
    </form>
  )
}

/** The same id for the same question until it is sent: one that went into a broken line and is sent again is one question. */
function useRequestId(): { idFor: (question: string) => string; forget: () => void } {
  const last = useRef({ question: '', id: '' })
  return {
    idFor: (question) => {
      if (last.current.id === '' || last.current.question !== question) last.current = { question, id: v7() }
      return last.current.id
    },
    forget: () => {
      last.current = { question: '', id: '' }
    },
  }
}

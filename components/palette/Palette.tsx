import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { isComposing } from '@/components/composer/isComposing'
import { useConversations } from '@/components/conversations/useConversations'
import { type Command, useCommands } from '@/components/palette/useCommands'
import type { ShortcutAction } from '@/components/palette/shortcuts'
import { MarkedText } from '@/components/search/MarkedText'
import { messageHref, useSearch } from '@/components/search/useSearch'
import { Modal } from '@/components/ui/Modal'

interface Line {
  readonly key: string
  readonly group: string
  readonly content: ReactNode
  readonly choose: () => void
}

/** One field for everything: commands, conversations by title, messages by their words. Arrows move through the lines, Enter takes one. */
export function Palette({ onClose, onAct }: { onClose: () => void; onAct: (action: ShortcutAction) => void }) {
  const t = useTranslations('organise.palette')
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const search = useDeferredValue(text.trim())
  const lines = useLines(search, useCommands(onAct, onClose), onClose)
  const here = Math.min(at, lines.length - 1)

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const steps: Partial<Record<string, number>> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: event.ctrlKey ? 0 : undefined, End: event.ctrlKey ? lines.length - 1 : undefined }
    const next = steps[event.key]
    if (event.key === 'Enter') {
      event.preventDefault()
      lines[here]?.choose()
    } else if (next !== undefined && lines.length > 0) {
      event.preventDefault()
      const place = (next + lines.length) % lines.length
      setAt(place)
      document.getElementById(`${id}-${place}`)?.scrollIntoView({ block: 'nearest' })
    }
  }
  return (
    <Modal open onClose={onClose} labelledBy={`${id}-title`} className="mx-auto mt-0 max-h-[80dvh] w-full animate-appear border sm:mt-[12dvh] sm:w-[calc(100%-2rem)] sm:max-w-xl sm:rounded-surface">
      <h2 id={`${id}-title`} className="sr-only">
        {t('open')}
      </h2>
      <div className="flex shrink-0 items-center gap-2 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 stroke-[1.75] text-ink-muted" />
        <input
          value={text}
          maxLength={200}
          role="combobox"
          aria-label={t('placeholder')}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={lines.length > 0 ? `${id}-${here}` : undefined}
          placeholder={t('placeholder')}
          autoComplete="off"
          spellCheck={false}
          className="h-12 w-full min-w-0 bg-transparent text-[0.9375rem] outline-none"
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={t('label')} className="min-h-0 flex-1 overflow-y-auto p-2">
        {lines.map((line, place) => (
          <div key={line.key} role="presentation">
            {line.group !== lines[place - 1]?.group && <p className="px-2 pt-1.5 pb-0.5 text-xs text-ink-muted">{line.group}</p>}
            <div
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === here}
              tabIndex={-1}
              onClick={line.choose}
              onKeyDown={onKeyDown}
              onPointerMove={() => setAt(place)}
              className="cursor-pointer rounded-control px-2 py-1.5 aria-selected:bg-ink/6 pointer-coarse:py-2.5"
            >
              {line.content}
            </div>
          </div>
        ))}
        {lines.length === 0 && <p className="px-2 py-3 text-ink-muted">{t('nothing', { search })}</p>}
      </div>
    </Modal>
  )
}

/** What the field offers: for an empty one the commands and the conversations that were used last, else what fits. */
function useLines(search: string, commands: readonly Command[], onClose: () => void): Line[] {
  const t = useTranslations('organise')
  const router = useRouter()
  const recent = useConversations({ view: 'recent' })
  const { foundTitles, foundMessages } = useSearch(search, 8)
  const go = (href: string) => (): void => {
    onClose()
    router.push(href)
  }
  const wanted = search.toLocaleLowerCase()
  const fitting: Line[] = commands
    .filter(({ label }) => label.toLocaleLowerCase().includes(wanted))
    .map(({ label, icon, choose }) => ({ key: label, group: t('palette.commands'), content: <CommandLine label={label} icon={icon} />, choose }))
  if (search === '') {
    const last = recent.items.slice(0, 6).map(({ id, title }) => ({ key: id, group: t('palette.recent'), content: <span className="block truncate">{title}</span>, choose: go(`/c/${id}`) }))
    return [...last, ...fitting]
  }
  const titles = foundTitles.map(({ id, title }) => ({
    key: id,
    group: t('search.titles'),
    content: (
      <span className="block truncate">
        <MarkedText {...title} />
      </span>
    ),
    choose: go(`/c/${id}`),
  }))
  const messages = foundMessages.map((found) => ({
    key: found.id,
    group: t('search.messages'),
    content: (
      <>
        <span className="block truncate text-xs text-ink-muted">{found.conversationTitle}</span>
        <span className="line-clamp-2 break-words">
          <MarkedText {...found.snippet} />
        </span>
      </>
    ),
    choose: go(messageHref(found)),
  }))
  return [...fitting, ...titles, ...messages]
}

function CommandLine({ label, icon }: { label: string; icon: ReactNode }) {
  return (
    <span className="flex items-center gap-2 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75] [&_svg]:text-ink-muted">
      {icon}
      {label}
    </span>
  )
}

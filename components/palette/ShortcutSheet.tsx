import { useTranslations } from 'use-intl/react'
import { shortcuts } from '@/components/palette/shortcuts'
import { useSingleKeys } from '@/components/palette/singleKeys'
import { Checkbox } from '@/components/ui/Checkbox'
import { Dialog } from '@/components/ui/Dialog'

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent)

/** All shortcuts, and the switch for those of a single key. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('organise.shortcuts')
  const [hasSingleKeys, choose] = useSingleKeys()
  const modifier = isMac() ? '⌘' : 'Ctrl'
  const rows = [
    ...shortcuts.map(({ action, withModifier, single }) => ({
      action,
      keys: [
        ...(withModifier === undefined ? [] : [[modifier, ...(/[A-Z]/.test(withModifier) ? ['Shift'] : []), withModifier.toUpperCase()]]),
        ...(single === undefined || !hasSingleKeys ? [] : [[single.toUpperCase()]]),
      ],
    })),
    { action: 'sources' as const, keys: [['J'], ['K']] },
    { action: 'document' as const, keys: [['O']] },
    { action: 'name' as const, keys: [['#']] },
  ]
  return (
    <Dialog open onOpenChange={onClose} title={t('title')}>
      <dl className="divide-y divide-line">
        {rows.map(({ action, keys }) => (
          <div key={action} className="flex items-center justify-between gap-4 py-2">
            <dt>{t(action)}</dt>
            <dd className="flex items-center gap-1.5 text-ink-muted">
              {keys.flatMap((combination, at) => [
                ...(at > 0 ? [<span key={`or ${combination.join()}`}>{t('or')}</span>] : []),
                ...combination.map((key) => (
                  <kbd key={`${at} ${key}`} className="min-w-6 rounded-control border border-line bg-raised px-1.5 py-0.5 text-center font-sans text-xs text-ink">
                    {key}
                  </kbd>
                )),
              ])}
            </dd>
          </div>
        ))}
      </dl>
      <div className="border-t border-line pt-3">
        <Checkbox label={t('single')} checked={hasSingleKeys} onChange={(event) => choose(event.target.checked)} />
        <p className="pl-6 text-ink-muted">{t('singleText')}</p>
      </div>
    </Dialog>
  )
}

import { useTranslations } from 'use-intl'

const zoneClass = 'flex flex-1 animate-appear flex-col items-center justify-center gap-1 rounded-surface border-2 border-dashed border-accent px-4 text-center'

/** Where files that are held over a chat can be dropped: for this chat alone, or into a base that it searches. */
export function DropZones({ bases }: { bases: readonly { id: string; name: string }[] }) {
  const t = useTranslations('scope.drop')
  return (
    <div className="fixed inset-0 z-50 flex flex-col gap-3 bg-ground/95 p-3">
      <div data-drop="chat" className={`${zoneClass} flex-2!`}>
        <p className="text-[0.9375rem] font-medium">{t('chat')}</p>
        <p className="text-ink-muted">{t('chatHint')}</p>
      </div>
      {bases.map(({ id, name }) => (
        <div key={id} data-drop={id} className={`${zoneClass} border-line!`}>
          <p className="text-[0.9375rem] font-medium">{t('base', { name })}</p>
          <p className="text-ink-muted">{t('baseHint')}</p>
        </div>
      ))}
    </div>
  )
}

import { type ReactNode, useId } from 'react'

/** One subject of the settings: its name at the left, what can be seen and changed at the right. */
export function SettingsSection({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="grid gap-x-8 gap-y-4 border-t border-line py-6 md:grid-cols-[11rem_minmax(0,1fr)]">
      <div>
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {text !== undefined && <p className="mt-1 text-ink-muted">{text}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  )
}

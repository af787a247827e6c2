import { type ReactNode, useId } from 'react'

/** One subject of an administrator's page, with what can be added to it. */
export function AdminSection({ title, text, action, children }: { title: string; text: string; action?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <div className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          <p className="text-ink-muted">{text}</p>
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}

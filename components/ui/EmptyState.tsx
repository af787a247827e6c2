import type { ReactNode } from 'react'

/** Nothing here yet: what would be here, and the one thing to do about it. */
export function EmptyState({ title, text, action }: { title: string; text?: string; action?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-4 py-12 text-center">
      <p className="text-[0.9375rem] font-medium">{title}</p>
      {text !== undefined && <p className="text-balance text-ink-muted">{text}</p>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  )
}

import { Plus } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Button } from '@/components/ui/Button'

/** One subject of an administrator's page, with what can be added to it. */
export function AdminSection({ title, text, add, children }: { title: string; text: string; add?: { label: string; onClick: () => void }; children: ReactNode }) {
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
        {add !== undefined && (
          <Button onClick={add.onClick}>
            <Plus aria-hidden className="size-4" />
            {add.label}
          </Button>
        )}
      </div>
      {children}
    </section>
  )
}

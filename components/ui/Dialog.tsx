'use client'

import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { IconButton } from '@/components/ui/IconButton'
import { centredClass, Modal } from '@/components/ui/Modal'

/** A modal surface with a heading. */
export function Dialog({
  open,
  onOpenChange,
  isSticky,
  title,
  description,
  children,
  footer,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Stays when somebody clicks beside it. */
  isSticky?: boolean
  title: string
  description?: string
  children: ReactNode
  footer?: ReactNode
}) {
  const t = useTranslations('shell')
  const id = useId()
  const close = (): void => onOpenChange(false)
  return (
    <Modal open={open} onClose={close} isSticky={isSticky} labelledBy={id} describedBy={description === undefined ? undefined : `${id}-text`} className={`${centredClass} sm:max-w-lg`}>
      <header className="flex items-start gap-2 px-5 pt-4 pb-2">
        <div className="min-w-0 flex-1 pt-1">
          <h2 id={id} className="text-[0.9375rem] font-semibold">
            {title}
          </h2>
          {description !== undefined && (
            <p id={`${id}-text`} className="mt-1 text-ink-muted">
              {description}
            </p>
          )}
        </div>
        <IconButton label={t('close')} className="-mr-2" onClick={close}>
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pt-1 pb-5">{children}</div>
      {footer !== undefined && <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>}
    </Modal>
  )
}

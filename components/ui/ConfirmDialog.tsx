'use client'

import { useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '@/components/ui/Button'
import { centredClass, Modal } from '@/components/ui/Modal'

/** Asks before something that cannot be undone. The caller closes it when the work is done, and shows `isPending` until then. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  onConfirm,
  isPending = false,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  confirmLabel: string
  onConfirm: () => void
  isPending?: boolean
}) {
  const t = useTranslations('shell')
  const id = useId()
  const close = (): void => onOpenChange(false)
  return (
    <Modal open={open} onClose={close} role="alertdialog" isSticky labelledBy={id} describedBy={`${id}-text`} className={`${centredClass} sm:max-w-md`}>
      <div className="p-5">
        <h2 id={id} className="text-[0.9375rem] font-semibold">
          {title}
        </h2>
        <p id={`${id}-text`} className="mt-2 break-words text-ink-muted">
          {description}
        </p>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button data-first-focus onClick={close}>
            {t('cancel')}
          </Button>
          {/* The second click of a double one comes before `isPending` does. */}
          <Button variant="danger" onClick={({ detail }) => detail < 2 && onConfirm()} disabled={isPending}>
            {confirmLabel}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

'use client'

import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { IconButton } from '@/components/ui/IconButton'
import { Modal } from '@/components/ui/Modal'

const sides = {
  left: 'mr-auto h-dvh max-h-none w-72 max-w-[85vw]! animate-appear-left border-r',
  right: 'ml-auto h-dvh max-h-none w-full max-w-xl! animate-appear-right border-l',
  bottom: 'mt-auto h-[60dvh] max-h-none w-full animate-appear rounded-t-surface border-t',
} as const

/** A modal surface along one edge of the screen. */
export function Sheet({
  open,
  onOpenChange,
  title,
  children,
  side,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  children: ReactNode
  side: keyof typeof sides
}) {
  const t = useTranslations('shell')
  const id = useId()
  const close = (): void => onOpenChange(false)
  return (
    <Modal open={open} onClose={close} labelledBy={id} className={sides[side]}>
      <header className="flex shrink-0 items-center gap-2 border-b border-line py-2 pr-2 pl-4">
        <h2 id={id} className="min-w-0 flex-1 truncate font-semibold">
          {title}
        </h2>
        <IconButton label={t('close')} data-first-focus onClick={close}>
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">{children}</div>
    </Modal>
  )
}

'use client'

import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

/**
 * The platform's modal dialog: it holds the focus, makes the rest inert and gives the focus back.
 * Opens with the cursor in its first field, where it has one. `isSticky` keeps it when somebody clicks beside it.
 */
export function Modal({ open, ...surface }: { open: boolean } & SurfaceProps) {
  return open ? createPortal(<Surface {...surface} />, document.body) : null
}

interface SurfaceProps {
  onClose: () => void
  labelledBy: string
  describedBy?: string
  role?: 'dialog' | 'alertdialog'
  isSticky?: boolean
  className: string
  children: ReactNode
}

function Surface({ onClose, labelledBy, describedBy, role = 'dialog', isSticky = false, className, children }: SurfaceProps) {
  const dialog = useRef<HTMLDialogElement>(null)

  useLayoutEffect(() => {
    const element = dialog.current
    if (element === null) return
    element.showModal()
    const field = element.querySelector<HTMLElement>('[data-first-focus]') ?? element.querySelector<HTMLElement>('input:not(:disabled), textarea:not(:disabled), select:not(:disabled)')
    ;(field ?? element).focus()
    return () => element.close()
  }, [])

  return (
    // The keyboard's way out is Escape, which arrives as onCancel.
    <dialog
      ref={dialog}
      role={role}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      tabIndex={-1}
      onCancel={(event) => {
        // A file chooser inside that was cancelled says `cancel` too.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      onClose={(event) => {
        if (event.target === event.currentTarget && !event.currentTarget.open) onClose()
      }}
      onPointerDown={(event) => {
        if (!isSticky && event.target === event.currentTarget) onClose()
      }}
      className={`max-w-none border-line bg-ground text-ui text-ink shadow-float outline-none backdrop:bg-black/30 dark:backdrop:bg-black/50 ${className}`}
    >
      <div className="flex h-full max-h-[inherit] flex-col">{children}</div>
    </dialog>
  )
}

/** At the bottom of a phone's screen, in the middle of others. */
export const centredClass =
  'mt-auto max-h-[90dvh] w-full animate-appear rounded-t-surface border sm:m-auto sm:w-[calc(100%-2rem)] sm:rounded-surface'

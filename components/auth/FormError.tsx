'use client'

import { useServerSentence } from '@/components/i18n/useServerSentence'

/** Why the form was not accepted. The region stays in the page, so that a screen reader hears it change. */
export function FormError({ message }: { message: string | undefined }) {
  const translated = useServerSentence()
  return (
    <div role="alert" className="empty:hidden">
      {message !== undefined && <p className="border-l-2 border-danger py-0.5 pl-3">{translated(message)}</p>}
    </div>
  )
}

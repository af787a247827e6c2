'use client'

import { Printer } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Button, buttonClass } from '@/components/ui/Button'

/** What stands above a page for paper, and is not printed. */
export function PrintBar({ conversationId }: { conversationId: string }) {
  const t = useTranslations('organise.export')
  return (
    <div className="flex justify-between pb-6 print:hidden">
      <Link href={`/c/${conversationId}`} className={buttonClass({ variant: 'ghost' })}>
        {t('back')}
      </Link>
      <Button variant="primary" onClick={() => window.print()}>
        <Printer aria-hidden className="size-4 stroke-[1.75]" />
        {t('print_now')}
      </Button>
    </div>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { DeleteAccountDialog } from '@/components/account/DeleteAccountDialog'
import { useTRPC } from '@/components/api/trpc'
import { Button } from '@/components/ui/Button'

/** The way out for good. */
export function DeleteAccount() {
  const t = useTranslations('account.data.delete')
  const factor = useQuery(useTRPC().auth.secondFactor.get.queryOptions())
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="danger" disabled={factor.data === undefined} onClick={() => setIsOpen(true)}>
        {t('open')}
      </Button>
      {isOpen && <DeleteAccountDialog needsCode={factor.data?.isOn === true} onClose={() => setIsOpen(false)} />}
    </>
  )
}

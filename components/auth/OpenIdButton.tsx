'use client'

import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { FormError } from '@/components/auth/FormError'
import { openIdAddress } from '@/components/auth/session'
import { Button } from '@/components/ui/Button'

/** Goes to the OpenID provider, which sends people back to `path`. */
export function OpenIdButton({ label, path }: { label: string; path: string }) {
  const t = useTranslations('shell.auth')
  const leave = useMutation({ mutationFn: () => openIdAddress(path), onSuccess: (address) => location.assign(address) })
  return (
    <div className="flex flex-col gap-2">
      <FormError message={leave.isError ? t('unreachable') : undefined} />
      <Button disabled={leave.isPending || leave.isSuccess} onClick={() => leave.mutate()}>
        {label}
      </Button>
    </div>
  )
}

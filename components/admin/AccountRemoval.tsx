'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Account } from '@/components/admin/AccountDialog'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Input } from '@/components/ui/Input'
import { toast } from '@/components/ui/toast'
import { Field } from '@/components/ui/Field'

/** Deletes somebody's account, for who types its name. */
export function AccountRemoval({ account, onRemoved }: { account: Account; onRemoved: () => void }) {
  const t = useTranslations('admin.users')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [isAsked, setIsAsked] = useState(false)
  const [typed, setTyped] = useState('')
  const removal = useMutation(
    trpc.accounts.remove.mutationOptions({
      onSuccess: async ({ conversationCount, documentCount }) => {
        toast(t('removed', { name: account.username, conversations: conversationCount, documents: documentCount }))
        await queries.invalidateQueries(trpc.accounts.pathFilter())
        onRemoved()
      },
    }),
  )
  if (!isAsked) {
    return (
      <Button variant="danger" className="self-start" onClick={() => setIsAsked(true)}>
        {t('remove')}
      </Button>
    )
  }
  return (
    <div className="flex flex-col gap-3 border-l-2 border-danger py-0.5 pl-3">
      <p>{t('removeText')}</p>
      <Field label={t('removeName', { name: account.username })}>{(control) => <Input {...control} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />}</Field>
      {removal.error !== null && <p role="alert" className="text-danger">{translated(removal.error.message)}</p>}
      <Button variant="danger" className="self-start" disabled={typed !== account.username || removal.isPending} onClick={() => removal.mutate({ id: account.id })}>
        {t('removeNow')}
      </Button>
    </div>
  )
}

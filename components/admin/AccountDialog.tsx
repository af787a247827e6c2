'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { dollarsOf, microsOf } from '@/components/admin/dollars'
import { AccountRemoval } from '@/components/admin/AccountRemoval'
import { ModelChoice } from '@/components/admin/ModelChoice'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { useMoney } from '@/components/usage/useMoney'
import type { RouterOutputs } from '@/server/router'

export type Account = RouterOutputs['accounts']['list']['items'][number]

/** What an account may do and spend. Nothing is changed before it is saved; a top-up is booked with the rest. */
export function AccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useTranslations('admin.users')
  const translated = useServerSentence()
  const money = useMoney()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const form = useId()
  const [isAdmin, setIsAdmin] = useState(account.role === 'admin')
  const [isDisabled, setIsDisabled] = useState(account.disabledAt !== null)
  const [isUnlimited, setIsUnlimited] = useState(account.isUnlimited)
  const [budget, setBudget] = useState(account.monthlyBudgetMicros === null ? '' : dollarsOf(account.monthlyBudgetMicros))
  const [password, setPassword] = useState('')
  const [hasSecondFactor, setHasSecondFactor] = useState(account.hasSecondFactor)
  const [topUp, setTopUp] = useState('')
  const [modelIds, setModelIds] = useState<readonly string[] | null>(account.modelIds)
  const change = useMutation(trpc.accounts.changeBalance.mutationOptions())
  const update = useMutation(trpc.accounts.update.mutationOptions())
  const error = update.error ?? change.error
  const budgetMicros = budget.trim() === '' ? null : (microsOf(budget) ?? undefined)
  const topUpMicros = topUp.trim() === '' ? 0 : (microsOf(topUp) ?? undefined)
  const isReady = budgetMicros !== undefined && topUpMicros !== undefined && !update.isPending && !change.isPending

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (!isReady) return
    const { id } = account
    try {
      if (topUpMicros !== 0) {
        await change.mutateAsync({ id, amountMicros: topUpMicros })
        // It is booked: what fails after it must not book it again.
        setTopUp('')
      }
      await update.mutateAsync({ id, password: password === '' ? undefined : password, hasSecondFactor: account.hasSecondFactor && !hasSecondFactor ? false : undefined, role: isAdmin ? 'admin' : 'user', isDisabled, isUnlimited, monthlyBudgetMicros: budgetMicros, modelIds: modelIds === null ? null : [...modelIds] })
      await queryClient.invalidateQueries(trpc.accounts.pathFilter())
      onClose()
    } catch {
      // Said below the form.
    }
  }

  return (
    <Dialog
      open
      isSticky
      onOpenChange={onClose}
      title={account.username}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={!isReady}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <Checkbox label={t('isAdmin')} checked={isAdmin} onChange={(event) => setIsAdmin(event.target.checked)} />
        <Checkbox label={t('isDisabled')} checked={isDisabled} onChange={(event) => setIsDisabled(event.target.checked)} />
        <Checkbox label={t('isUnlimited')} checked={isUnlimited} onChange={(event) => setIsUnlimited(event.target.checked)} />
        <Field label={t('topUp')} hint={t('topUpHint', { balance: money(account.availableMicros) })} error={topUpMicros === undefined ? t('noAmount') : undefined}>
          {(control) => <Input {...control} inputMode="decimal" value={topUp} autoComplete="off" onChange={(event) => setTopUp(event.target.value)} />}
        </Field>
        <Field label={t('budget')} hint={t('budgetHint')} error={budgetMicros === undefined ? t('noAmount') : undefined}>
          {(control) => <Input {...control} inputMode="decimal" value={budget} autoComplete="off" onChange={(event) => setBudget(event.target.value)} />}
        </Field>
        <ModelChoice label={t('mayUseAll')} chosen={modelIds} onChoose={setModelIds} />
        <Field label={t('newPassword')} hint={t('newPasswordHint')}>
          {(control) => <Input {...control} type="password" value={password} autoComplete="new-password" onChange={(event) => setPassword(event.target.value)} />}
        </Field>
        {account.hasSecondFactor && <Checkbox label={t('hasSecondFactor')} checked={hasSecondFactor} onChange={(event) => setHasSecondFactor(event.target.checked)} />}
        {error !== null && <p role="alert" className="text-danger">{translated(error.message)}</p>}
      </form>
      <div className="mt-6 flex flex-col border-t border-line pt-4">
        <AccountRemoval account={account} onRemoved={onClose} />
      </div>
    </Dialog>
  )
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { focusField, textOf } from '@/components/auth/fields'
import { FormError } from '@/components/auth/FormError'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { CopyButton } from '@/components/ui/CopyButton'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import { type Scope, scopes } from '@/server/auth/facts'

const lifetimes = ['30', '90', '365', 'never'] as const
const dayMs = 86_400_000

/** Makes a key, and shows it once. */
export function NewKeyDialog({ role, onClose }: { role: 'user' | 'admin'; onClose: () => void }) {
  const t = useTranslations('account.keys')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<readonly Scope[]>(['chat'])
  const [lifetime, setLifetime] = useState<(typeof lifetimes)[number]>('90')
  const [isNameless, setIsNameless] = useState(false)
  const create = useMutation(trpc.auth.keys.create.mutationOptions({ onSuccess: () => queries.invalidateQueries(trpc.auth.keys.pathFilter()) }))

  if (create.data !== undefined) return <MadeKey secret={create.data.secret} onClose={onClose} />
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = textOf(event.currentTarget, 'name').trim()
    setIsNameless(name === '')
    if (name === '') focusField(event.currentTarget, 'name')
    else if (chosen.length > 0) create.mutate({ name, scopes: [...chosen], expiresAt: lifetime === 'never' ? null : new Date(Date.now() + Number(lifetime) * dayMs).toISOString() })
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('createTitle')}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <FormError message={create.error?.message} />
        <Field label={t('name')} hint={t('nameHint')} error={isNameless ? t('nameMissing') : undefined}>
          {(control) => <Input {...control} name="name" autoComplete="off" maxLength={100} />}
        </Field>
        <fieldset className="flex flex-col gap-2">
          <legend className="pb-1 font-medium">{t('scopes')}</legend>
          {scopes
            .filter((scope) => scope !== 'admin' || role === 'admin')
            .map((scope) => (
              <Checkbox
                key={scope}
                label={t(`scope.${scope}`)}
                checked={chosen.includes(scope)}
                onChange={(event) => setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))}
              />
            ))}
          {chosen.length === 0 && <p className="text-danger">{t('scopesMissing')}</p>}
        </fieldset>
        <Select label={t('expires')} value={lifetime} onChange={setLifetime} options={lifetimes.map((value) => ({ value, label: t(`lifetimes.${value}`) }))} />
        <Button type="submit" variant="primary" className="self-end" disabled={create.isPending}>
          {t('make')}
        </Button>
      </form>
    </Dialog>
  )
}

function MadeKey({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTranslations('account.keys')
  const example = `curl ${location.origin}/api/rest/me -H "Authorization: Bearer ${secret}"`
  return (
    <Dialog open isSticky onOpenChange={onClose} title={t('madeTitle')} description={t('madeText')} footer={<Button variant="primary" onClick={onClose}>{t('close')}</Button>}>
      <div role="status" className="flex flex-col gap-4">
        <div className="flex items-center gap-1">
          <Input readOnly aria-label={t('secret')} value={secret} className="font-mono" onFocus={(event) => event.target.select()} />
          <CopyButton text={secret} />
        </div>
        <div>
          <p className="text-ink-muted">{t('example')}</p>
          <pre className="mt-1 overflow-x-auto rounded-control bg-raised p-3 text-xs whitespace-pre-wrap break-all">{example}</pre>
        </div>
      </div>
    </Dialog>
  )
}

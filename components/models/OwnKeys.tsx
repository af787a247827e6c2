'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import type { RouterOutputs } from '@/server/router'

type Place = RouterOutputs['models']['keys']['list'][number]

/** One's own keys to providers, of which no more than the end is shown. */
export function OwnKeys() {
  const t = useTranslations('models.own')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const places = useQuery(trpc.models.keys.list.queryOptions())
  const [giving, setGiving] = useState<Place | null>(null)
  const changed = (): void => void queries.invalidateQueries(trpc.models.pathFilter())
  const remove = useMutation(trpc.models.keys.remove.mutationOptions({ onSuccess: changed }))
  if (places.error) return <ErrorState message={places.error.message} onRetry={() => void places.refetch()} />
  if (places.data === undefined) return null
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-muted">{t('text')}</p>
      {remove.error !== null && <ErrorState message={remove.error.message} />}
      {places.data.length === 0 && <p className="text-ink-muted">{t('empty')}</p>}
      <ul className="divide-y divide-line border-y border-line">
        {places.data.map((place) => (
          <li key={place.providerId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <div className="min-w-0 flex-1 basis-52">
              <p className="font-medium">{place.label}</p>
              <p className="break-all text-ink-muted">{place.address}</p>
              {place.key !== null && <p className={place.key.isForOldAddress ? 'text-warn' : 'text-ok'}>{t(place.key.isForOldAddress ? 'old' : 'ends', { last4: place.key.last4 })}</p>}
            </div>
            <Button size="sm" aria-label={`${t(place.key === null ? 'give' : 'replace')} ${place.label}`} onClick={() => setGiving(place)}>
              {t(place.key === null ? 'give' : 'replace')}
            </Button>
            {place.key !== null && (
              <Button size="sm" variant="danger" aria-label={`${t('remove')} ${place.label}`} disabled={remove.isPending} onClick={() => remove.mutate({ providerId: place.providerId })}>
                {t('remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {giving !== null && <KeyDialog place={giving} onGiven={changed} onClose={() => setGiving(null)} />}
    </div>
  )
}

function KeyDialog({ place, onGiven, onClose }: { place: Place; onGiven: () => void; onClose: () => void }) {
  const t = useTranslations('models.own')
  const shell = useTranslations('shell')
  const translated = useServerSentence()
  const form = useId()
  const [key, setKey] = useState('')
  const give = useMutation(
    useTRPC().models.keys.give.mutationOptions({
      onSuccess: () => {
        onGiven()
        onClose()
      },
    }),
  )
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (key.trim() !== '' && !give.isPending) give.mutate({ providerId: place.providerId, apiKey: key.trim() })
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('dialogTitle', { label: place.label })}
      description={t('dialogText', { address: place.address })}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={key.trim() === '' || give.isPending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t('key')} error={give.error === null ? undefined : translated(give.error.message)}>
          {(control) => <Input {...control} type="password" value={key} onChange={(event) => setKey(event.target.value)} maxLength={1_000} autoComplete="new-password" autoFocus />}
        </Field>
      </form>
    </Dialog>
  )
}

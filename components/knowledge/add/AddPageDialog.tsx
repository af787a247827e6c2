'use client'

import { useMutation } from '@tanstack/react-query'
import { LoaderCircle } from 'lucide-react'
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPCClient } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { completeAddress } from '@/components/knowledge/add/pasted'
import { useAdded } from '@/components/knowledge/add/useAdded'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'

/** Asks for the address of a web page and waits for the page. Who closes it gives the page up. */
export function AddPageDialog({ knowledgeBaseId, initialUrl, onClose }: { knowledgeBaseId: string; initialUrl: string; onClose: () => void }) {
  const t = useTranslations('knowledge.add')
  const translated = useServerSentence()
  const client = useTRPCClient()
  const added = useAdded()
  const form = useId()
  const [url, setUrl] = useState(initialUrl)
  const request = useRef<AbortController>(null)
  const add = useMutation({
    mutationFn: () => {
      request.current = new AbortController()
      return client.documents.importPage.mutate({ knowledgeBaseId, url: completeAddress(url) }, { signal: request.current.signal })
    },
    onSuccess: (document) => {
      added(document)
      onClose()
    },
  })
  // The request is outside: it ends with the dialog.
  useEffect(() => () => request.current?.abort(), [])
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (url.trim() !== '' && !add.isPending) add.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('pageTitle')}
      description={t('pageText')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" type="submit" form={form} disabled={url.trim() === '' || add.isPending} aria-busy={add.isPending}>
            {add.isPending && <LoaderCircle aria-hidden className="size-4 animate-spin stroke-[1.75]" />}
            {add.isPending ? t('pageFetching') : t('pageSubmit')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t('address')} error={add.error === null ? undefined : translated(add.error.message)}>
          {(control) => (
            <Input
              {...control}
              value={url}
              onChange={(event) => setUrl(event.target.value)}
              onFocus={(event) => event.target.select()}
              inputMode="url"
              maxLength={2_048}
              placeholder="https://example.com/article"
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, Upload } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { z } from 'zod'
import { Button, buttonClass } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { importResultSchema } from '@/server/exchange/schema'

const failureSchema = z.object({ error: z.object({ message: z.string() }) })

/** All chats as one file, and files of chats back in. */
export function ExchangeSettings() {
  const t = useTranslations('organise.export')
  const queryClient = useQueryClient()
  const chooser = useRef<HTMLInputElement>(null)
  const importing = useMutation({
    mutationFn: async (file: File) => {
      const response = await fetch('/api/import', { method: 'POST', body: file }).catch((cause: unknown) => {
        throw new Error(t('failed'), { cause })
      })
      const body: unknown = await response.json().catch(() => null)
      if (!response.ok) throw new Error(failureSchema.safeParse(body).data?.error.message ?? t('failed'))
      return importResultSchema.parse(body)
    },
    // What was taken before a failure is here too.
    onSettled: () => queryClient.invalidateQueries(),
  })
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        <a href="/api/export" download="" className={buttonClass()}>
          <Download aria-hidden className="size-4 stroke-[1.75]" />
          {t('all')}
        </a>
        <Button disabled={importing.isPending} onClick={() => chooser.current?.click()}>
          <Upload aria-hidden className="size-4 stroke-[1.75]" />
          {t('import')}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".json,.zip,application/json,application/zip"
          aria-label={t('import')}
          className="hidden"
          onChange={(event) => {
            const file = event.target.files?.[0]
            event.target.value = ''
            if (file !== undefined) importing.mutate(file)
          }}
        />
      </div>
      <p className="text-ink-muted">{t('importText')}</p>
      <p role="status" className="empty:hidden">
        {importing.isPending ? t('importing', { name: importing.variables.name }) : importing.data === undefined ? '' : t('imported', importing.data)}
      </p>
      {importing.error !== null && <ErrorState message={importing.error.message} />}
    </div>
  )
}

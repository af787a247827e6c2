'use client'

import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPCClient } from '@/components/api/trpc'
import { useQuestionActions } from '@/components/evaluation/useQuestions'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'

const problemsShown = 8

/** Test questions out to a file and in from one; what was not taken is said line by line. */
export function ExchangeButtons({ baseId, canExport, canImport }: { baseId: string; canExport: boolean; canImport: boolean }) {
  const t = useTranslations('lab.tests')
  const translated = useServerSentence()
  const client = useTRPCClient()
  const input = useRef<HTMLInputElement>(null)
  const { importAll } = useQuestionActions()
  const download = useMutation({ mutationFn: async () => save(await client.evaluation.questions.export.query({ knowledgeBaseId: baseId })) })
  const report = importAll.data
  return (
    <>
      {canImport && (
        <Button size="sm" disabled={importAll.isPending} onClick={() => input.current?.click()}>
          {t('import')}
        </Button>
      )}
      <input
        ref={input}
        type="file"
        accept=".jsonl,.ndjson,.json,.txt"
        aria-label={t('import')}
        className="hidden"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file !== undefined) void file.text().then((jsonl) => importAll.mutate({ knowledgeBaseId: baseId, jsonl }))
        }}
      />
      {canExport && (
        <Button size="sm" disabled={download.isPending} onClick={() => download.mutate()}>
          {t('export')}
        </Button>
      )}
      {(importAll.error ?? download.error) && <ErrorState message={(importAll.error ?? download.error)?.message ?? ''} />}
      {report && (
        <div role="status" className="basis-full">
          <p>{t('imported', { count: report.importedCount })}</p>
          {report.problems.slice(0, problemsShown).map(({ line, message }) => (
            <p key={`${line} ${message}`} className="text-warn">
              {t('problem', { line, message: translated(message) })}
            </p>
          ))}
          {report.problems.length > problemsShown && <p className="text-warn">{t('more', { count: report.problems.length - problemsShown })}</p>}
        </div>
      )}
    </>
  )
}

function save(jsonl: string): void {
  const address = URL.createObjectURL(new Blob([jsonl], { type: 'application/jsonl' }))
  const link = document.createElement('a')
  link.href = address
  link.download = 'test-questions.jsonl'
  link.click()
  URL.revokeObjectURL(address)
}

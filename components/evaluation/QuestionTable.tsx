'use client'

import { Pencil, TextSearch, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl/react'
import type { TestQuestion, TestRunWithResults } from '@/components/evaluation/measured'
import { useOutcome } from '@/components/evaluation/useOutcome'
import { useQuestionActions } from '@/components/evaluation/useQuestions'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { toast } from '@/components/ui/toast'

/** Test questions with the passages that answer them and what the last run found. */
export function QuestionTable({
  questions,
  results,
  onEdit,
  onTry,
}: {
  questions: readonly TestQuestion[]
  results: TestRunWithResults['results']
  /** undefined: they can only be read. */
  onEdit: ((question: TestQuestion) => void) | undefined
  onTry: (question: string, expected: string[]) => void
}) {
  const t = useTranslations('lab.tests')
  const outcome = useOutcome()
  const { remove } = useQuestionActions()
  const resultOf = new Map(results.map((result) => [result.questionId, result]))
  return (
    <>
      {remove.error && <ErrorState message={remove.error.message} />}
      <table className="w-full table-fixed border-y border-line">
        <thead>
          <tr className="border-b border-line text-left text-ink-muted">
            <th className="py-2 pr-4 font-normal">{t('question')}</th>
            <th className="w-1/3 py-2 pr-4 font-normal max-sm:hidden">{t('answeredBy')}</th>
            <th className="w-28 py-2 pr-2 font-normal">{t('last')}</th>
            <th className="w-26 pointer-coarse:w-32">
              <span className="sr-only">{t('edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {questions.map((question) => {
            const { text, tone } = outcome(resultOf.get(question.id))
            const chunkIds = resultOf.get(question.id)?.expected.flatMap(({ chunkId }) => chunkId ?? []) ?? []
            return (
              <tr key={question.id} className="align-top">
                <td className="py-2 pr-4 wrap-anywhere">{question.question}</td>
                <td className="py-2 pr-4 max-sm:hidden">
                  {question.expected.map((passage) => (
                    <p key={passage.id} className="truncate text-ink-muted" title={passage.text}>
                      <span className={passage.isGone ? 'line-through' : 'text-ink'}>{passage.documentName}</span> {passage.text.replaceAll(/\s+/g, ' ').slice(0, 120)}
                    </p>
                  ))}
                </td>
                <td className={`py-2 pr-2 tabular-nums ${tone}`}>{text}</td>
                <td className="py-1 text-right whitespace-nowrap">
                  <IconButton label={t('try')} onClick={() => onTry(question.question, chunkIds)}>
                    <TextSearch />
                  </IconButton>
                  {onEdit !== undefined && (
                    <>
                      <IconButton label={t('edit')} onClick={() => onEdit(question)}>
                        <Pencil />
                      </IconButton>
                      <IconButton label={t('remove')} disabled={remove.isPending} onClick={() => remove.mutate({ id: question.id }, { onSuccess: () => toast(t('removed')) })}>
                        <Trash2 />
                      </IconButton>
                    </>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}

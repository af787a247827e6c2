'use client'

import { useFormatter, useTranslations } from 'use-intl/react'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import type { RouterOutputs } from '@/server/router'

type Attempt = RouterOutputs['documents']['attempts'][number]

const colours = { running: 'text-ink', done: 'text-ok', failed: 'text-danger', cancelled: 'text-ink-muted', interrupted: 'text-warn' } as const satisfies Record<Attempt['state'], string>

/** One attempt at reading a document: how it ended, and how long each stage took. */
export function AttemptItem({ attempt }: { attempt: Attempt }) {
  const t = useTranslations('indexing.ledger')
  const translated = useServerSentence()
  const format = useFormatter()
  const longest = Math.max(1, ...attempt.stages.map((stage) => stage.tookMs))
  const seconds = (ms: number): string => t('seconds', { seconds: ms / 1_000 })
  return (
    <li className="flex flex-col gap-2 py-3">
      <p className="flex flex-wrap gap-x-3 tabular-nums">
        <span className="font-medium">{t('attempt', { number: attempt.version })}</span>
        <span className={colours[attempt.state]}>{t(`states.${attempt.state}`)}</span>
        {attempt.isActive && <span className="text-ink-muted">{t('active')}</span>}
        <span className="text-ink-muted">{format.dateTime(new Date(attempt.startedAt), { dateStyle: 'medium', timeStyle: 'medium' })}</span>
        {attempt.endedAt !== null && <span className="text-ink-muted">{seconds(Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt))}</span>}
      </p>
      {attempt.stages.length > 0 && (
        <table className="w-full tabular-nums">
          <tbody>
            {attempt.stages.map((stage) => (
              <tr key={stage.stage}>
                <th scope="row" className="w-20 py-0.5 text-left font-normal text-ink-muted">
                  {t(`stages.${stage.stage}`)}
                </th>
                <td className="w-28 pr-3 text-right text-ink-muted">{stage.unitsTotal > 0 && stage.units !== stage.unitsTotal ? t('units', { done: stage.units, total: stage.unitsTotal }) : format.number(stage.units)}</td>
                <td>
                  <span aria-hidden className="block h-1.5 rounded-full bg-accent" style={{ width: `${Math.max(2, (stage.tookMs / longest) * 100)}%` }} />
                </td>
                <td className="w-20 text-right">{seconds(stage.tookMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="text-ink-muted tabular-nums">{t('facts', { index: attempt.indexNumber, tokens: attempt.tokenCount, model: attempt.embeddingModel })}</p>
      {attempt.errorText !== null && <p className="text-danger">{translated(attempt.errorText)}</p>}
      {attempt.warnings.map((warning) => (
        <p key={warning} className="text-warn">
          {translated(warning)}
        </p>
      ))}
    </li>
  )
}

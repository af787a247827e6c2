'use client'

import { useTranslations } from 'use-intl/react'
import type { TestRunWithResults } from '@/components/evaluation/measured'

type Result = Pick<TestRunWithResults['results'][number], 'rank' | 'recall'>

/** Says what a run found of a question, and in which colour. */
export function useOutcome(): (result: Result | undefined) => { text: string; tone: string } {
  const t = useTranslations('lab.tests')
  return (result) => {
    if (result === undefined) return { text: t('notRun'), tone: 'text-ink-muted' }
    if (result.recall === null) return { text: t('gone'), tone: 'text-ink-muted' }
    if (result.rank === null) return { text: t('missed'), tone: 'text-danger' }
    if (result.recall < 1) return { text: t('partly', { rank: result.rank, percent: result.recall }), tone: 'text-warn' }
    return { text: t('found', { rank: result.rank }), tone: 'text-ok' }
  }
}

import type { RouterOutputs } from '@/server/router'

export type TestQuestion = RouterOutputs['evaluation']['questions']['list']['items'][number]
export type TestRun = RouterOutputs['evaluation']['runs']['list']['items'][number]
export type TestRunWithResults = RouterOutputs['evaluation']['runs']['get']

/** The newest run that has something to say. */
export const lastComplete = (runs: readonly TestRun[]): TestRun | undefined => runs.find(({ state }) => state === 'complete')

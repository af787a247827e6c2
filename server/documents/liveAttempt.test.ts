import { expect, test } from 'vitest'
import { liveAttempt } from '@/server/documents/liveAttempt'
import type { IngestionStage } from '@/server/documents/facts'

const now = 1_000_000
const stage = (name: IngestionStage, units: number, unitsTotal: number, agoMs: number) => ({ stage: name, units, unitsTotal, startedAt: new Date(now - agoMs), endedAt: null, tookMs: 0 })
const at = (...stages: ReturnType<typeof stage>[]) => liveAttempt({ stages, tokenCount: 7, startedAt: new Date(now - 20_000) }, now)

test('says how long it goes on, what each stage did, and how many tokens were embedded', () => {
  expect(at(stage('read', 2, 10, 1_000))).toEqual({ stages: [{ stage: 'read', units: 2, unitsTotal: 10 }], elapsedMs: 20_000, remainingMs: null, tokenCount: 7 })
})

test('says what is left of the stage that goes on, at the speed that it had', () => {
  expect(at(stage('read', 2, 10, 4_000)).remainingMs).toBe(16_000)
  expect(at(stage('read', 10, 10, 15_000), stage('split', 90, 90, 15_000), stage('embed', 64, 90, 5_000), stage('index', 45, 90, 5_000)).remainingMs).toBe(5_000)
})

test.each([
  ['nothing was done yet', stage('read', 0, 10, 9_000)],
  ['nobody knows how much there is', stage('read', 3, 0, 9_000)],
  ['little of it is done', stage('read', 1, 14, 4_000)],
  ['it has just begun', stage('read', 9, 10, 500)],
  ['all of it is done', stage('index', 90, 90, 9_000)],
])('says nothing of what is left while %s', (_why, only) => {
  expect(at(only).remainingMs).toBeNull()
})

import { expect, test } from 'vitest'
import { progressOf, stageRatios } from '@/components/documents/progress'

test.each([
  ['queued', 0, 0, 'queued', null],
  ['parsing', 0, 0, 'parsing', null],
  ['parsing', 0, 12, 'parsing', null],
  ['parsing', 3, 12, 'parsingPages', 0.25],
  ['parsing', 1, 1, 'parsing', null],
  ['embedding', 0, 0, 'embedding', null],
  ['embedding', 0, 410, 'embeddingPassages', 0],
  ['embedding', 410, 410, 'embeddingPassages', 1],
  ['ready', 410, 410, 'ready', null],
  ['failed', 3, 12, 'failed', null],
  ['cancelled', 0, 0, 'cancelled', null],
] as const)('%s with %i of %i says "%s"', (state, unitsDone, unitsTotal, sentence, ratio) => {
  expect(progressOf({ state, unitsDone, unitsTotal })).toEqual({ sentence, ratio })
})

test('a count that runs over its total does not run over its bar', () => {
  expect(progressOf({ state: 'embedding', unitsDone: 5, unitsTotal: 4 }).ratio).toBe(1)
})

test('each stage is as full as it is done; reading is over once embedding has begun', () => {
  expect(stageRatios([])).toEqual([0, 0, 0, 0, 0])
  expect(stageRatios([{ stage: 'read', units: 3, unitsTotal: 12 }, { stage: 'split', units: 40, unitsTotal: 0 }])).toEqual([0.25, 0.5, 0, 0, 0])
  expect(stageRatios([{ stage: 'read', units: 12, unitsTotal: 12 }, { stage: 'split', units: 90, unitsTotal: 0 }, { stage: 'embed', units: 45, unitsTotal: 90 }, { stage: 'index', units: 0, unitsTotal: 90 }])).toEqual([1, 1, 0.5, 0, 0])
})

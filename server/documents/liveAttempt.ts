import type { LiveAttempt, StageProgress } from '@/server/documents/schema'

/** A stage tells its speed only once it went on for a while, and did some of its work: it begins with starting the reader. */
const tellsSpeedAfterMs = 2_000
const tellsSpeedFrom = 0.1

/** How an attempt that goes on is doing at a moment, for those who wait for it. */
export function liveAttempt({ stages, tokenCount, startedAt }: { stages: readonly StageProgress[]; tokenCount: number; startedAt: Date }, now = Date.now()): LiveAttempt {
  return {
    stages: stages.map(({ stage, units, unitsTotal }) => ({ stage, units, unitsTotal })),
    elapsedMs: Math.max(0, now - startedAt.getTime()),
    remainingMs: remainingMs(stages.find(({ stage }) => stage === 'index') ?? stages.find(({ stage }) => stage === 'read'), now),
    tokenCount,
  }
}

function remainingMs(stage: StageProgress | undefined, now: number): number | null {
  if (stage === undefined || stage.units >= stage.unitsTotal || stage.units < stage.unitsTotal * tellsSpeedFrom) return null
  const spentMs = now - stage.startedAt.getTime()
  return spentMs < tellsSpeedAfterMs ? null : Math.round((spentMs / stage.units) * (stage.unitsTotal - stage.units))
}

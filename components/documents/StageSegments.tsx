import { useTranslations } from 'use-intl/react'
import { stageRatios } from '@/components/documents/progress'
import { type IngestionStage, ingestionStages } from '@/server/documents/facts'
import type { LiveAttempt } from '@/server/documents/schema'

/** The stages of a reading side by side, each as full as it is done. */
export function StageSegments({ stages, label, isStalled }: { stages: LiveAttempt['stages']; label: string; isStalled: boolean }) {
  const t = useTranslations('knowledge.state')
  const ratios = stageRatios(stages)
  const whole = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
  const titleOf = (stage: IngestionStage): string => {
    const { units = 0, unitsTotal = 0 } = stages.find((entry) => entry.stage === stage) ?? {}
    return units === 0 ? t(`stages.${stage}`) : t(unitsTotal === 0 ? 'stageSoFar' : 'stageOf', { stage: t(`stages.${stage}`), done: units, total: unitsTotal })
  }
  return (
    <span role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(whole * 100)} className="flex gap-0.5">
      {ingestionStages.map((stage, at) => (
        <span key={stage} title={titleOf(stage)} className="relative z-1 h-1 flex-1 overflow-hidden rounded-full bg-ink/10">
          <span className={`block h-full rounded-full transition-[width] ${isStalled ? 'bg-warn' : 'bg-accent'}`} style={{ width: `${Math.round((ratios[at] ?? 0) * 100)}%` }} />
        </span>
      ))}
    </span>
  )
}

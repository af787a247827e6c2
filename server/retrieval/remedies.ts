import { type FallStage, type Remedy, retrievalSettingsSchema, type RetrievalSettings, searchModes } from '@/server/retrieval/schema'

type Change = Remedy['changes'][number]

export interface Expected {
  readonly settings: RetrievalSettings
  readonly fell: FallStage
  /** Its places among all passages, as far as they are known. */
  readonly textRank: number | null
  readonly vectorRank: number | null
  /** Its relevance, when it came as far as to have one. */
  readonly relevance: number | null
  /** The place of the passage among the hits with other settings; null when it is none of them. */
  readonly placeWith: (settings: RetrievalSettings) => Promise<number | null>
}

const most = { limit: 64, candidates: 1_024 } as const
/** Remedies that are worth reading. */
const remediesShown = 3
/** Searches that are tried; each takes as long as the question did, and more where a model reranks. */
const triesByUs = 12
const triesByModel = 3

/**
 * The changes of the settings that bring an expected passage back, each tried. Single changes first, the one that speaks to where it fell
 * out before others; when none helps, several together. None for what no setting changes: a passage that is switched off, replaced or
 * said better by another.
 */
export async function remediesFor(expected: Expected): Promise<Remedy[]> {
  const { settings, placeWith } = expected
  const found: Remedy[] = []
  const plans = plansFor(expected).slice(0, settings.rerank.includes('/') ? triesByModel : triesByUs)
  for (const plan of plans) {
    // Several parts are tried only when no single one helps.
    if (found.length >= remediesShown || (plan.length > 1 && found.length > 0)) break
    const changed = changedBy(settings, plan)
    const place = changed === null ? null : await placeWith(changed)
    if (place !== null) found.push({ changes: trimmed(plan, settings, place), rank: place })
  }
  return found
}

function plansFor({ settings, fell, textRank, vectorRank, relevance }: Expected): Change[][] {
  const { limit, candidates, mode, rerank, lambda } = settings
  const ranks = [textRank, vectorRank].flatMap((rank) => (rank !== null && rank > candidates ? [rank] : [])).toSorted((a, b) => a - b)
  const toLimit: Change = { setting: 'limit', value: Math.min(most.limit, Math.max(limit, candidates)) }
  const toCandidates = [...ranks, most.candidates].map((value): Change => ({ setting: 'candidates', value }))
  const toThreshold: Change = { setting: 'scoreThreshold', value: relevance === null ? 0 : Math.floor(relevance * 100) / 100 }
  const toRerank = ['none', 'lexical'].filter((value) => value !== rerank && !(value === 'lexical' && rerank === 'auto' && mode === 'hybrid')).map((value): Change => ({ setting: 'rerank', value }))
  const toMode = searchModes.filter((value) => value !== mode).map((value): Change => ({ setting: 'mode', value }))
  const toWeight = mode === 'hybrid' ? [0, 0.5, 1].filter((value) => value !== settings.vectorWeight).map((value): Change => ({ setting: 'vectorWeight', value })) : []
  const toLambda = mode === 'mmr' ? [0, 1].filter((value) => value !== lambda).map((value): Change => ({ setting: 'lambda', value })) : []
  const noFilters: Change = { setting: 'filters', value: 'none' }
  const all: Change[] = [{ setting: 'candidates', value: most.candidates }, { setting: 'limit', value: most.limit }, { setting: 'scoreThreshold', value: 0 }]
  const single = (...changes: Change[]): Change[][] => changes.map((change) => [change])
  switch (fell) {
    case 'limit':
      return [...single(toLimit, ...toLambda, ...toRerank, ...toWeight, ...toMode), all]
    case 'rerank':
      return [...single(...toRerank, toLimit), all]
    case 'threshold':
      return [...single(toThreshold, ...toWeight, ...toMode), [toThreshold, { setting: 'limit', value: most.limit }], all]
    case 'notCandidate':
      return [...single(...toCandidates, ...toWeight, ...toMode), all, ...toMode.map((change) => [change, ...all])]
    case 'filtered':
      return [[noFilters], [noFilters, ...all]]
    case 'duplicate':
    case 'disabled':
    case 'oldVersion':
      return []
  }
}

function changedBy(settings: RetrievalSettings, changes: readonly Change[]): RetrievalSettings | null {
  const changed = Object.fromEntries(changes.map(({ setting, value }) => [setting, setting === 'filters' ? {} : value]))
  return retrievalSettingsSchema.safeParse({ ...settings, ...changed }).data ?? null
}

/** The parts that are needed: a limit that just reaches the passage, and no part that changes nothing. */
function trimmed(changes: readonly Change[], settings: RetrievalSettings, place: number): Change[] {
  const needed = changes.map((change): Change => (change.setting === 'limit' ? { setting: 'limit', value: Math.max(settings.limit, place) } : change))
  return needed.filter(({ setting, value }) => setting === 'filters' || settings[setting] !== value)
}

import * as attempts from '@/server/documents/attempts'
import type { IngestionStage } from '@/server/documents/facts'
import type { StageProgress } from '@/server/documents/schema'
import * as versions from '@/server/documents/versions'
import type { Recipe } from '@/server/documents/attempts'

const savedEveryMs = 300

/** What the document is doing while a stage goes on, as far as there is a word for it. */
const stateOf = { read: 'parsing', split: 'parsing', embed: 'embedding', index: 'embedding', switch: 'embedding' } as const satisfies Record<IngestionStage, 'parsing' | 'embedding'>
/** The stage whose units are the progress of the state. */
const shownStage = { parsing: 'read', embedding: 'index' } as const satisfies Record<'parsing' | 'embedding', IngestionStage>

/** Keeps the account of one attempt: how far each stage came, how long it took, and what was embedded. */
export class Ledger {
  readonly #key: attempts.AttemptKey
  readonly #stages = new Map<IngestionStage, StageProgress>()
  /** Called whenever something moves. */
  onMove: () => void = () => {}
  readonly #spentMs = new Map<IngestionStage, number>()
  #tokenCount = 0
  #savedAt = 0

  private constructor(key: attempts.AttemptKey) {
    this.#key = key
  }

  /** Begins the account of an attempt. */
  static async open(document: versions.Source, version: number, recipe: Recipe): Promise<Ledger> {
    const key = { indexedDocumentId: document.id, version }
    await attempts.open(key, { ...recipe, embeddingModel: document.space.model })
    return new Ledger(key)
  }

  /** Notes how far a stage has come; `unitsTotal` 0 while it is not known. What did not move is not noted, so that a standstill can be seen. */
  async note(stage: IngestionStage, units: number, unitsTotal: number): Promise<void> {
    const before = this.#stages.get(stage)
    if (before?.units === units && before.unitsTotal === unitsTotal) return
    this.#stages.set(stage, { stage, units, unitsTotal, startedAt: before?.startedAt ?? new Date(), endedAt: null, tookMs: 0 })
    this.onMove()
    // The first word of a stage is shown at once.
    if (before === undefined || Date.now() - this.#savedAt >= savedEveryMs) await this.#save(stage)
  }

  /** Runs a part of a stage and adds up its time. */
  async during<T>(stage: IngestionStage, work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now()
    try {
      return await work()
    } finally {
      this.#spend(stage, performance.now() - startedAt)
    }
  }

  /** Passes on what a stage yields and adds up the time of waiting for it. */
  async *each<T>(stage: IngestionStage, items: AsyncIterable<T>): AsyncGenerator<T> {
    let askedAt = performance.now()
    for await (const item of items) {
      this.#spend(stage, performance.now() - askedAt)
      yield item
      askedAt = performance.now()
    }
  }

  /** Notes that a stage is through, with all its units. */
  async end(stage: IngestionStage, units: number): Promise<void> {
    await this.note(stage, units, units)
    const entry = this.#stages.get(stage)
    if (entry !== undefined) entry.endedAt = new Date()
  }

  countTokens(count: number): void {
    this.#tokenCount += count
  }

  /** Whether anything was embedded that the next attempt need not embed again. */
  get hasEmbedded(): boolean {
    return this.#tokenCount > 0
  }

  /** The statement that ends the account of an attempt that came to its end; run in the transaction that switches to its version. */
  done(warnings: readonly string[]) {
    const now = new Date()
    this.#stages.set('switch', { stage: 'switch', units: 1, unitsTotal: 1, startedAt: now, endedAt: now, tookMs: 0 })
    return attempts.closing(this.#key, 'done', this.#progress, { warnings })
  }

  /** Ends the account of one that did not. */
  async close(state: 'failed' | 'cancelled' | 'interrupted', errorText: string | null = null): Promise<void> {
    await attempts.closing(this.#key, state, this.#progress, { errorText })
  }

  #spend(stage: IngestionStage, ms: number): void {
    this.#spentMs.set(stage, (this.#spentMs.get(stage) ?? 0) + ms)
  }

  get #progress(): attempts.AttemptProgress {
    return { stages: [...this.#stages.values()].map((stage) => ({ ...stage, tookMs: Math.round(this.#spentMs.get(stage.stage) ?? 0) })), tokenCount: this.#tokenCount }
  }

  async #save(stage: IngestionStage): Promise<void> {
    this.#savedAt = Date.now()
    const state = stateOf[stage]
    const { units = 0, unitsTotal = 0 } = this.#stages.get(shownStage[state]) ?? {}
    await versions.showProgress(this.#key.indexedDocumentId, state, units, unitsTotal, [attempts.noting(this.#key, this.#progress)])
  }
}

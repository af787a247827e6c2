import { EventSourceParserStream } from 'eventsource-parser/stream'
import { percentile, rounded } from '@/bench/metrics'

/** A way to a model's words: the provider itself, the product, or a peer before the same provider. */
export interface Door {
  /** Opens a stream in which the model says t0 t1 t2 … */
  open(model: string): Promise<Response>
  /** The words of an event's data; empty when it holds none. */
  wordsOf(data: string): string
}

export interface StreamTimes {
  readonly firstTokenMs: number
  readonly totalMs: number
  /** Tokens that came, in their order; those after a gap are not counted. */
  readonly tokens: number
}

/** Reads one answer to its end. @throws when the door refuses it. */
export async function readStream({ open, wordsOf }: Door, model: string): Promise<StreamTimes> {
  const startedAt = performance.now()
  const response = await open(model)
  if (!response.ok || response.body === null) throw new Error(`refused with ${response.status}: ${await response.text()}`)
  let firstTokenMs: number | undefined
  let words = ''
  for await (const { data } of response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())) {
    words += wordsOf(data)
    if (words !== '') firstTokenMs ??= performance.now() - startedAt
  }
  return { firstTokenMs: firstTokenMs ?? Number.POSITIVE_INFINITY, totalMs: performance.now() - startedAt, tokens: tokensInOrder(words) }
}

function tokensInOrder(words: string): number {
  const tokens = words.split(' ')
  let count = 0
  while (tokens[count] === `t${count}`) count += 1
  return count
}

export interface Crowd {
  readonly firstTokenP50Ms: number
  readonly firstTokenP95Ms: number
  readonly lostTokens: number
}

/** So many answers at once, each of `tokensEach` tokens. */
export async function readCrowd(door: Door, model: string, streams: number, tokensEach: number): Promise<Crowd> {
  const all = await Promise.all(Array.from({ length: streams }, () => readStream(door, model)))
  const firsts = all.map(({ firstTokenMs }) => firstTokenMs)
  return {
    firstTokenP50Ms: rounded(percentile(firsts, 0.5), 0),
    firstTokenP95Ms: rounded(percentile(firsts, 0.95), 0),
    lostTokens: all.reduce((sum, { tokens }) => sum + tokensEach - tokens, 0),
  }
}

export interface Alone {
  readonly firstTokenP50Ms: number
  readonly tokensPerSecond: number
}

/** Answers one after the other: how long until the first word, and how fast a long answer comes that is there at once. */
export async function readAlone(door: Door, models: { readonly short: string; readonly long: string }): Promise<Alone> {
  const warmUp = 5
  const firsts = []
  for (let at = 0; at < warmUp + 40; at += 1) {
    const { firstTokenMs } = await readStream(door, models.short)
    if (at >= warmUp) firsts.push(firstTokenMs)
  }
  const speeds = []
  for (let at = 0; at < 5; at += 1) {
    const { tokens, totalMs } = await readStream(door, models.long)
    speeds.push(tokens / (totalMs / 1_000))
  }
  return { firstTokenP50Ms: rounded(percentile(firsts, 0.5), 1), tokensPerSecond: rounded(percentile(speeds, 0.5), 0) }
}

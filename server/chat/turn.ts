import { nameOfAgent } from '@/server/assistants/schema'
import * as attachments from '@/server/attachments/service'
import type { Actor, Owner } from '@/server/auth/actor'
import { answering, hasOwnWords } from '@/server/chat/answering'
import { checkAnswer } from '@/server/chat/checkAnswer'
import { grown } from '@/server/chat/draft'
import { gather } from '@/server/chat/gather'
import { holdAnswer } from '@/server/chat/holdAnswer'
import { givenImages } from '@/server/chat/givenImages'
import { remembered } from '@/server/chat/history'
import { LiveAnswer, liveAnswers } from '@/server/chat/liveAnswers'
import { mannerOf } from '@/server/chat/mannerOf'
import { offeredTools } from '@/server/chat/offeredTools'
import { ownScope, scopeFrom } from '@/server/chat/only'
import type { CitablePassage } from '@/server/chat/passage'
import { answerLease, startSaver } from '@/server/chat/saver'
import type { TurnRequest } from '@/server/chat/schema'
import type { Usage } from '@/server/chat/speak'
import { summarise } from '@/server/chat/summarise'
import { wantedBy } from '@/server/chat/wanted'
import * as answers from '@/server/conversations/answers'
import { historyTo } from '@/server/conversations/history'
import { PlaceTaken } from '@/server/conversations/places'
import * as queue from '@/server/conversations/queue'
import * as turns from '@/server/conversations/turns'
import { AppError, publicError } from '@/server/errors'
import { newId } from '@/server/ids'
import * as knowledge from '@/server/knowledge/service'
import { log } from '@/server/log'
import { type Meter, metered } from '@/server/models/metered'
import type { ResolvedModel } from '@/server/models/resolved'
import { builtinChatModelId } from '@/server/models/schema'
import * as models from '@/server/models/service'
import type { RetrievalSettings } from '@/server/retrieval/schema'
import { type Hold, orLater, release } from '@/server/usage/hold'
import { noSlot, type Slot, takeSlot } from '@/server/usage/slots'

/** This process, as the writer of its answers. */
const worker = newId()

/** How often a place in a conversation is looked for when others take it at the same moment. */
const maxTries = 25

/**
 * Opens a turn and answers it in the background: the turn belongs to the server, and goes on when nobody reads it. While another
 * answer of the conversation is written, a question waits for its end. All that can be refused is refused here, before the caller
 * opens a stream; the question is saved when this returns.
 * @returns the id of the answer, to be read with readAnswer. @throws AppError
 */
export async function startTurn(actor: Actor, request: TurnRequest): Promise<string> {
  if (!('requestId' in request)) return start(actor, request)
  // The same request at the same moment waits for the first one, and takes no slot of its own.
  const key = `${actor.userId} ${request.requestId}`
  const first = opening.get(key)
  if (first !== undefined) return first.catch(() => undefined).then(() => start(actor, request))
  const started = start(actor, request)
  opening.set(key, started)
  return started.finally(() => opening.delete(key))
}

/** Requests that are being opened by this process. */
const opening = new Map<string, Promise<string>>()

async function start(actor: Actor, request: TurnRequest): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const earlier = await repeated(actor, request)
    if (earlier !== null) return earlier
    const slot = await takeSlot(actor)
    try {
      const { turn, model, hold } = await open(actor, request)
      if (turn.isQueued) {
        // What it costs is held when it is asked.
        slot.free()
        await release(hold)
        await startNext(turn.conversationId)
      } else run(actor, turn, { modelId: model.id, model, mayRewrite: 'rewrite' in request ? (request.rewrite ?? true) : true, retrieval: ('retrieval' in request ? request.retrieval : undefined) ?? null, hold }, slot)
      return turn.answerId
    } catch (error) {
      slot.free()
      // The same request at the same moment may have been the faster one.
      if (!(error instanceof PlaceTaken) || tries === maxTries) throw error
    }
  }
}

/** Begins the next question that waits in a conversation, if no answer is being written. However many ask for it at once, it is begun once. */
export async function startNext(conversationId: string): Promise<void> {
  const next = await queue.openNext(conversationId, answerLease(worker))
  // It was accepted when it was sent: it is written even if all slots are taken by now.
  if (next !== null) run(next.owner, next.turn, { ...next, model: undefined, hold: undefined }, await takeSlot(next.owner).catch(() => noSlot))
}

async function repeated(actor: Actor, request: TurnRequest): Promise<string | null> {
  return 'requestId' in request ? turns.findRepeated(actor, request) : null
}

async function open(actor: Actor, request: TurnRequest): Promise<Opened> {
  const lease = answerLease(worker)
  if ('requestId' in request) {
    const wanted = await wantedBy(actor, request)
    const model = await models.resolve(actor, { modelId: wanted.modelId, conversationId: request.conversationId })
    await knowledge.requireAll(actor, wanted.knowledgeBaseIds)
    const scope = request.only === undefined ? undefined : await scopeFrom(actor, request.only)
    const isSearched = scope !== undefined || wanted.knowledgeBaseIds.length > 0 || wanted.searchesWeb === true
    return holdAnswer(actor, model, { text: request.text, isSearched, hasHistory: request.conversationId !== null }, () => turns.openQuestion(actor, { ...request, ...wanted, scope, modelId: model.id }, lease))
  }
  const earlier = 'answerTo' in request ? request.answerTo : 'retryOf' in request ? request.retryOf : request.continueOf
  const before = await turns.modelOf(actor, earlier)
  const model = await models.resolve(actor, { modelId: request.modelId ?? before.modelId, conversationId: before.conversationId })
  const asked = { text: '', isSearched: true, hasHistory: true }
  if ('answerTo' in request) {
    const { answerTo: questionId, knowledgeBaseIds, searchesWeb } = request
    await knowledge.requireAll(actor, knowledgeBaseIds ?? [])
    return holdAnswer(actor, model, asked, () => turns.openAnswer(actor, { questionId, modelId: model.id, knowledgeBaseIds, searchesWeb }, lease))
  }
  return holdAnswer(actor, model, asked, () => ('retryOf' in request ? turns.openRetry(actor, earlier, model.id, lease) : turns.openContinuation(actor, earlier, notQuoting(model.id), lease)))
}

/** The built-in model has no words of its own that could go on. */
function notQuoting(modelId: string): string {
  if (modelId === builtinChatModelId) throw new AppError('invalid', 'Quotes cannot go on; choose a language model, or retry')
  return modelId
}

interface Opened {
  readonly turn: turns.OpenTurn
  readonly model: ResolvedModel
  readonly hold: Hold
}

interface Wanted {
  readonly modelId: string | null
  /** undefined: the question has waited, and what may be called is looked up now. */
  readonly model: ResolvedModel | undefined
  readonly mayRewrite: boolean
  /** How this question alone is searched for; null: as its assistant says, or its bases. */
  readonly retrieval: RetrievalSettings | null
  /** What is held back for it already. */
  readonly hold: Hold | undefined
}

function run(owner: Owner, turn: turns.OpenTurn, wanted: Wanted, slot: Slot): void {
  const live = new LiveAnswer(turn.begun?.draft, { owner, turn, modelId: wanted.modelId })
  liveAnswers.set(turn.answerId, live)
  live.done = write(owner, turn, wanted, live)
    .catch((error: unknown) => log.error('an answer could not be ended', error, { answerId: turn.answerId }))
    .finally(() => slot.free())
    // Before the readers learn of the end: they find the next answer begun.
    .then(() => startNext(turn.conversationId))
    .catch((error: unknown) => log.error('the next question could not be begun', error, { conversationId: turn.conversationId }))
    .finally(() => {
      liveAnswers.delete(turn.answerId)
      live.end()
    })
  void live.done.then(() => summarise(owner, turn, wanted.modelId))
}

/** The story of an answer: gather, prompt, stream, save. Whatever happens, the row is ended. */
async function write(owner: Owner, turn: turns.OpenTurn, { modelId, model, mayRewrite, retrieval, hold }: Wanted, live: LiveAnswer): Promise<void> {
  const startedAt = performance.now()
  const sinceStart = (): number => Math.round(performance.now() - startedAt)
  const { signal } = live.abort
  const saver = startSaver(turn.answerId, live, worker)
  const usage: Usage = { inputTokens: null, outputTokens: null, costMicros: null, isCut: false }
  let firstTokenMs: number | null = null
  let errorText: string | null = null
  let passages: readonly CitablePassage[] = []
  let meters: readonly Meter[] = []
  try {
    const about = { userId: owner.userId, conversationId: turn.conversationId, messageId: turn.answerId }
    const resolved = model ?? (await models.resolve(owner, { modelId, conversationId: turn.conversationId }))
    const { id } = resolved
    const answerer = metered(resolved, { ...about, usage: 'answer' }, hold)
    meters = [answerer]
    const small = metered(await models.resolveUse(resolved, 'title'), { ...about, usage: 'rewrite' })
    meters = [answerer, small]
    const [settings, bases, files] = await Promise.all([turns.settingsOf(owner, turn.conversationId), turns.basesOf(owner, turn.conversationId), attachments.sentIn(owner, turn.conversationId)])
    const manner = await mannerOf(owner, settings)
    const { last, scope, opener, ...before } = await historyTo(owner, turn.conversationId, turn.questionId, settings)
    const { kept, told } = remembered(before, id)
    const asked = { questionId: turn.questionId, question: last.content, files, own: await ownScope(owner, scope) }
    // An agent is handed them with the other files, whatever the chosen model reads.
    const given = manner.agent === null ? await givenImages(owner, { ...asked, modelId: id, earlier: kept }) : { images: [], earlier: kept, notes: [] }
    const show = (activity: answers.AnswerDraft['activity']): void => void (live.draft = { ...live.draft, activity })
    const { hits, activity, ...search } = await gather(owner, { ...asked, bases, searchesWeb: settings.searchesWeb, earlier: before.earlier, model: small.model, mayRewrite, settings: retrieval ?? manner.retrieval }, show, signal)
    passages = hits
    const begun = turn.begun?.draft.text
    const isModelAsked = !hasOwnWords({ manner, isSearched: search.isSearched, hits, begun })
    show({ ...activity, phase: 'writing', isModelAsked, agent: manner.agent === null ? null : nameOfAgent(manner.agent), notes: [...activity.notes, ...given.notes] })
    const tools = await offeredTools(resolved, (use) => show({ ...live.draft.activity, tools: [...live.draft.activity.tools, use] }))
    const parts = { question: last.content, opener, tools, summary: told, ...given, ...search, hits, manner, begun }
    for await (const piece of answering(owner, { ...turn, modelId }, answerer.model, parts, signal, usage)) {
      firstTokenMs ??= sinceStart()
      live.draft = grown(live.draft, piece, hits)
    }
  } catch (error) {
    if (!signal.aborted) errorText = noted(error, turn.answerId)
  }
  const durationMs = sinceStart()
  if (meters.length === 0 && hold !== undefined) await orLater(release(hold), hold)
  // Before the answer is ended: the sweeper takes what is open then for what nobody closes any more.
  const costs = [usage.costMicros, ...(await Promise.all(meters.map((meter) => meter.closed())))].filter((cost) => cost !== null)
  const costMicros = costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0)
  const support = await checkAnswer(live.draft, passages)
  const savedCitations = await saver.finish()
  live.draft = { ...live.draft, activity: { ...live.draft.activity, phase: 'done', isCut: usage.isCut } }
  const status = signal.aborted ? 'stopped' : errorText === null ? 'complete' : 'failed'
  await answers.end(turn.answerId, live.draft, savedCitations, worker, { status, errorText, support, costMicros, ...costOf(turn.begun, { ...usage, durationMs, firstTokenMs }) })
}

type Cost = Pick<answers.AnswerEnd, 'inputTokens' | 'outputTokens' | 'durationMs' | 'firstTokenMs'>

/** What an answer took, with what it had taken before it went on. */
function costOf(begun: turns.Begun | null, { inputTokens, outputTokens, durationMs, firstTokenMs }: Cost): Cost {
  const sum = (before: number | null | undefined, now: number | null): number | null => (before == null ? now : before + (now ?? 0))
  return {
    inputTokens: sum(begun?.inputTokens, inputTokens),
    outputTokens: sum(begun?.outputTokens, outputTokens),
    durationMs: durationMs + (begun?.durationMs ?? 0),
    firstTokenMs: begun?.firstTokenMs ?? firstTokenMs,
  }
}

/** Logs a failure and returns what may be said of it. */
function noted(error: unknown, answerId: string): string {
  const { kind, message } = publicError(error)
  log.error('an answer failed', error, { answerId, kind })
  return message
}

import { z } from 'zod'
import { withoutDefaults } from '@/components/lab/settings/settings'
import { type RetrievalSettings, retrievalSettingsSchema } from '@/server/retrieval/schema'

/** How one column asks: its settings, and its index where that is not the one that is searched. */
export interface LabColumn {
  readonly settings: RetrievalSettings
  readonly indexId: string | null
}

export const labViews = ['search', 'tests'] as const
export type LabView = (typeof labViews)[number]

/** All that the lab shows, so that its address can be passed on. */
export interface Lab {
  readonly view: LabView
  readonly question: string
  /** null: as the base is searched. */
  readonly a: LabColumn | null
  /** null: there is one column only. */
  readonly b: LabColumn | null
  /** The chunks that somebody expected to be found. */
  readonly expected: readonly string[]
}

const mostExpected = 20

const jsonSchema = z.string().transform((text, context) => {
  try {
    return z.unknown().parse(JSON.parse(text))
  } catch {
    context.addIssue('is not JSON')
    return z.NEVER
  }
})
const columnSchema = jsonSchema.pipe(z.looseObject({ index: z.uuid().optional() })).transform(({ index, ...rest }, context): LabColumn => {
  const settings = retrievalSettingsSchema.safeParse(rest)
  if (settings.success) return { settings: settings.data, indexId: index ?? null }
  context.addIssue('is not a column')
  return z.NEVER
})

const columnFrom = (text: string | null): LabColumn | null => columnSchema.safeParse(text).data ?? null

const columnText = ({ settings, indexId }: LabColumn): string => JSON.stringify({ ...withoutDefaults(settings), ...(indexId === null ? {} : { index: indexId }) })

/** The lab that an address means; what cannot be read of it is left out. */
export function labFrom(parameters: URLSearchParams): Lab {
  const expected = parameters.getAll('expected').filter((id) => z.uuid().safeParse(id).success)
  return {
    view: labViews.find((view) => view === parameters.get('view')) ?? 'search',
    question: parameters.get('q') ?? '',
    a: columnFrom(parameters.get('a')),
    b: columnFrom(parameters.get('b')),
    expected: [...new Set(expected)].slice(0, mostExpected),
  }
}

/** The query of the address of a lab, without its question mark. */
export function addressOf({ view, question, a, b, expected }: Lab): string {
  const parameters = new URLSearchParams()
  if (view !== 'search') parameters.set('view', view)
  if (question !== '') parameters.set('q', question)
  if (a !== null) parameters.set('a', columnText(a))
  if (b !== null) parameters.set('b', columnText(b))
  for (const id of expected.slice(0, mostExpected)) parameters.append('expected', id)
  return parameters.toString()
}

import type { Attachment } from '@/server/attachments/schema'
import { imagesOf } from '@/server/attachments/images'
import type { Owner } from '@/server/auth/actor'
import type { Earlier, PromptImage } from '@/server/chat/prompt'
import { canSee } from '@/server/models/vision'

interface Asked {
  readonly questionId: string
  /** All that were given with questions of the conversation. */
  readonly files: readonly Attachment[]
  readonly modelId: string
  readonly earlier: readonly (Earlier & { readonly id: string })[]
}

interface Given {
  /** Those that came with the question. */
  readonly images: readonly PromptImage[]
  readonly earlier: readonly Earlier[]
  /** What the reader is to know: a model that cannot see was not shown them. */
  readonly notes: readonly string[]
}

/** The images of a question and of the messages before it, each with its message; none for a model that does not read images. */
export async function givenImages(owner: Owner, { questionId, files, modelId, earlier }: Asked): Promise<Given> {
  const given = !files.some(({ kind }) => kind === 'image') ? [] : await imagesOf(owner, [questionId, ...earlier.filter(({ role }) => role === 'user').map(({ id }) => id)])
  const own = given.filter(({ messageId }) => messageId === questionId)
  if (!canSee(modelId)) return { images: [], earlier, notes: own.map(({ name }) => `This model does not read images; “${name}” was not shown to it`) }
  const of = (id: string): PromptImage[] => given.filter(({ messageId }) => messageId === id)
  return { images: own, earlier: earlier.map((message) => ({ ...message, images: of(message.id) })), notes: [] }
}

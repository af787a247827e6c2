import { fileName } from '@/app/api/export/fileName'
import { handle } from '@/app/api/handle'
import { translator } from '@/components/i18n/request'
import { requireActor } from '@/server/auth/actorFrom'
import * as conversations from '@/server/conversations/service'
import { AppError, notFound } from '@/server/errors'
import { exportOne } from '@/server/exchange/exportConversations'
import { markdownOf } from '@/server/exchange/markdown'
import { fileHeaders } from '@/server/files/fileHeaders'
import { idSchema } from '@/server/ids'

/** One conversation as a file: `?format=json` with all branches, `?format=markdown` the one that is shown. */
export const GET = handle(async (request, params: { id: string }) => {
  const actor = await requireActor(request.headers, 'chat', 'reads')
  if (!idSchema.safeParse(params.id).success) throw notFound('conversation')
  const format = new URL(request.url).searchParams.get('format')
  if (format === 'json') {
    const { title, text } = await exportOne(actor, params.id)
    return new Response(text, { headers: fileHeaders(`${fileName(title)}.json`, 'application/json; charset=utf-8') })
  }
  if (format !== 'markdown') throw new AppError('invalid', 'Say which format: ?format=json or ?format=markdown')
  const conversation = await conversations.get(actor, params.id)
  const t = await translator('organise')
  const words = { question: t('shared.question'), answer: t('shared.answer'), sources: t('shared.sources'), page: (page: number) => t('shared.page', { page }) }
  return new Response(markdownOf(conversation, words), { headers: fileHeaders(`${fileName(conversation.title)}.md`, 'text/markdown; charset=utf-8') })
})

import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { NewChat } from '@/components/chat/NewChat'
import { translator } from '@/components/i18n/request'
import { visitorFrom } from '@/server/auth/actorFrom'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('chat')
  return { title: t('new.title') }
}

const idSchema = z.uuid().nullable().catch(null).default(null)
const parametersSchema = z.object({
  base: idSchema,
  assistant: idSchema,
  temporary: z.literal('1').optional().catch(undefined),
})

/** A new chat; `?base=<id>` searches that knowledge base from the start, `?assistant=<id>` asks that assistant, `?temporary=1` keeps it for a day only. */
export default async function NewChatPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const actor = await visitorFrom(await headers())
  if (actor === null) redirect('/sign-in')
  const { base, assistant, temporary } = parametersSchema.parse(await searchParams)
  return <NewChat key={`${assistant} ${temporary}`} username={actor.username} baseId={base} assistantId={assistant} isTemporary={temporary === '1'} />
}

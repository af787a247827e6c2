import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { requestLocale, translator } from '@/components/i18n/request'
import { PrintBar } from '@/components/exchange/PrintBar'
import { SharedMessages } from '@/components/shares/SharedMessages'
import { visitorFrom } from '@/server/auth/actorFrom'
import * as conversations from '@/server/conversations/service'
import { AppError } from '@/server/errors'
import { idSchema } from '@/server/ids'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('organise'))('export.print'), robots: { index: false } }
}

/** One's own conversation on a page that is made for paper: the branch that is shown, with the cited passages. */
export default async function PrintPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const actor = await visitorFrom(await headers())
  if (actor === null) redirect(`/sign-in?callbackUrl=/print/${encodeURIComponent(id)}`)
  const conversation = idSchema.safeParse(id).success
    ? await conversations.get(actor, id).catch((error: unknown) => {
        if (error instanceof AppError && error.kind === 'not_found') notFound()
        throw error
      })
    : notFound()
  const locale = await requestLocale()
  const messages = conversation.messages.flatMap(({ role, content, citations }) => (role === 'system' || content === '' ? [] : [{ role, content, citations }]))
  return (
    <div className="paper min-h-dvh bg-ground text-ink">
      <main className="mx-auto w-full max-w-184 px-4 py-6 print:max-w-full print:p-0">
        <PrintBar conversationId={id} />
        <h1 className="break-words">{conversation.title}</h1>
        <p className="pt-1 pb-6 text-ink-muted">{new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(conversation.createdAt)}</p>
        <SharedMessages messages={messages} showsPassages />
      </main>
    </div>
  )
}

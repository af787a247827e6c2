import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { ConversationList } from '@/components/conversations/ConversationList'
import { Shell } from '@/components/shell/Shell'
import { sidebarCookie, sidebarStateFrom } from '@/components/shell/sidebar'
import { visitorFrom } from '@/server/auth/actorFrom'

/** Pages of people who are signed in. What they may see is decided where it is read: this only spares others an empty frame. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const actor = await visitorFrom(await headers())
  if (actor === null) redirect('/sign-in')
  const sidebar = sidebarStateFrom((await cookies()).get(sidebarCookie)?.value)
  return (
    <Shell userId={actor.userId} username={actor.username} isAdmin={actor.role === 'admin'} sidebarAtFirst={sidebar} conversations={<ConversationList />}>
      {children}
    </Shell>
  )
}

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Actor } from '@/server/auth/actor'
import { visitorFrom } from '@/server/auth/actorFrom'

/** Who looks at a page of this path; whoever has not signed in does so first and comes back. */
export async function visitorAt(path: string): Promise<Actor> {
  const actor = await visitorFrom(await headers())
  if (actor === null) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`)
  return actor
}

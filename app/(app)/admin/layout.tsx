import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { AdminNav } from '@/components/admin/AdminNav'
import { visitorFrom } from '@/server/auth/actorFrom'

/** Pages of administrators. What they may do is decided by each procedure: this only spares others an empty frame. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  if ((await visitorFrom(await headers()))?.role !== 'admin') notFound()
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-6 md:px-8">
      <AdminNav />
      {children}
    </div>
  )
}

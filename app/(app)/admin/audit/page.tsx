import type { Metadata } from 'next'
import { AuditLog } from '@/components/admin/AuditLog'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('admin'))('audit.title') }
}

export default async function AuditPage() {
  return (
    <>
      <h1 className="pb-5">{(await translator('admin'))('audit.title')}</h1>
      <AuditLog />
    </>
  )
}

import type { Metadata } from 'next'
import { AccountList } from '@/components/admin/AccountList'
import { translator } from '@/components/i18n/request'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('admin'))('users.title') }
}

export default async function UsersPage() {
  return (
    <>
      <h1 className="pb-5">{(await translator('admin'))('users.title')}</h1>
      <AccountList />
    </>
  )
}

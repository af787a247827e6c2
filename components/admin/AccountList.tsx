'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl/react'
import { type Account, AccountDialog } from '@/components/admin/AccountDialog'
import { NewAccountDialog } from '@/components/admin/NewAccountDialog'
import { useTRPC } from '@/components/api/trpc'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { Input } from '@/components/ui/Input'
import { Skeleton } from '@/components/ui/Skeleton'
import { useMoney } from '@/components/usage/useMoney'

/** Everybody who has an account: found by name, and changed by clicking on it. */
export function AccountList() {
  const t = useTranslations('admin.users')
  const format = useFormatter()
  const money = useMoney()
  const [search, setSearch] = useState('')
  const [changed, setChanged] = useState<Account | null>(null)
  const [isNew, setIsNew] = useState(false)
  const pages = useInfiniteQuery(useTRPC().accounts.list.infiniteQueryOptions({ search }, { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData }))
  const items = pages.data?.pages.flatMap((page) => page.items)
  const cell = 'py-2 pr-4'
  return (
    <>
      <div className="flex flex-wrap gap-2 pb-4">
        <Input type="search" aria-label={t('search')} placeholder={t('search')} value={search} maxLength={200} onChange={(event) => setSearch(event.target.value)} className="max-w-72 flex-1" />
        <Button variant="primary" className="ml-auto" onClick={() => setIsNew(true)}>
          {t('new')}
        </Button>
      </div>
      {pages.error !== null && <ErrorState message={pages.error.message} onRetry={() => void pages.refetch()} />}
      {items === undefined ? (
        pages.error === null && <Skeleton className="h-48 w-full" />
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={t('title')}>
          <table className="w-full">
            <thead>
              <tr className="border-b border-line text-left text-ink-muted">
                {(['name', 'role', 'balance', 'month', 'models', 'since'] as const).map((column) => (
                  <th key={column} scope="col" className={`${cell} font-normal whitespace-nowrap`}>
                    {t(`columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {items.map((account) => (
                <tr key={account.id} className={account.disabledAt === null ? '' : 'text-ink-muted'}>
                  <th scope="row" className={`${cell} max-w-64 text-left font-normal`}>
                    <button type="button" className="max-w-full truncate rounded-sm font-medium text-accent underline-offset-2 hover:underline" onClick={() => setChanged(account)}>
                      {account.username}
                    </button>
                    {account.email !== null && <span className="block truncate text-ink-muted">{account.email}</span>}
                  </th>
                  <td className={`${cell} whitespace-nowrap`}>{account.disabledAt === null ? t(`roles.${account.role}`) : t('disabled')}</td>
                  <td className={`${cell} tabular-nums`}>{account.isUnlimited ? t('unlimited') : money(account.availableMicros)}</td>
                  <td className={`${cell} tabular-nums`}>{account.monthlyBudgetMicros === null ? '–' : t('ofBudget', { spent: money(account.spentMicros), budget: money(account.monthlyBudgetMicros) })}</td>
                  <td className={`${cell} whitespace-nowrap`}>{account.modelIds === null ? t('allModels') : t('modelCount', { count: account.modelIds.length })}</td>
                  <td className={`${cell} whitespace-nowrap text-ink-muted tabular-nums`}>{format.dateTime(new Date(account.createdAt), { dateStyle: 'medium' })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {items.length === 0 && <p className="py-4 text-ink-muted">{t('none')}</p>}
        </div>
      )}
      {pages.hasNextPage && (
        <Button className="mt-4" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {changed !== null && <AccountDialog key={changed.id} account={changed} onClose={() => setChanged(null)} />}
      {isNew && <NewAccountDialog onClose={() => setIsNew(false)} />}
    </>
  )
}

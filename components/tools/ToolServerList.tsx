'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { AddToolServerDialog } from '@/components/tools/AddToolServerDialog'
import { ToolServerItem } from '@/components/tools/ToolServerItem'
import { Button } from '@/components/ui/Button'
import { ErrorState } from '@/components/ui/ErrorState'
import { Skeleton } from '@/components/ui/Skeleton'
import { useDelayed } from '@/components/ui/useDelayed'

/** The servers whose tools models may call where an administrator approved them. */
export function ToolServerList() {
  const t = useTranslations('admin.tools')
  const servers = useQuery(useTRPC().tools.list.queryOptions())
  const isSlow = useDelayed(servers.isPending)
  const [isAdding, setIsAdding] = useState(false)
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2 pb-4">
        <div className="min-w-0 flex-1 basis-72">
          <h1>{t('title')}</h1>
          <p className="text-ink-muted">{t('text')}</p>
        </div>
        <Button onClick={() => setIsAdding(true)}>
          <Plus aria-hidden className="size-4" />
          {t('add')}
        </Button>
      </div>
      {servers.isError && <ErrorState message={servers.error.message} onRetry={() => void servers.refetch()} />}
      {servers.isPending && <div aria-busy className="min-h-40">{isSlow && <Skeleton className="h-5 w-full" />}</div>}
      {servers.data?.length === 0 && <p className="text-ink-muted">{t('none')}</p>}
      {servers.data !== undefined && servers.data.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {servers.data.map((server) => (
            <ToolServerItem key={server.id} server={server} />
          ))}
        </ul>
      )}
      {isAdding && <AddToolServerDialog onClose={() => setIsAdding(false)} />}
    </>
  )
}

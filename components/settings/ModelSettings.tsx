'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { OwnKeys } from '@/components/models/OwnKeys'
import { PreferredModel } from '@/components/models/PreferredModel'
import { ChatModels } from '@/components/settings/ChatModels'
import { ConnectModel } from '@/components/settings/ConnectModel'
import { SearchEngine } from '@/components/settings/SearchEngine'
import { ErrorState } from '@/components/ui/ErrorState'
import { Skeleton } from '@/components/ui/Skeleton'
import { useDelayed } from '@/components/ui/useDelayed'

/** What answers and what searches, as it is now, and how to connect more. */
export function ModelSettings({ isAdmin }: { isAdmin: boolean }) {
  const t = useTranslations('shell.settings.models')
  const own = useTranslations('models.own')
  const overview = useQuery(useTRPC().models.overview.queryOptions())
  const isSlow = useDelayed(overview.isPending)

  if (overview.isError) return <ErrorState message={overview.error.message} onRetry={() => void overview.refetch()} />
  if (overview.isPending) {
    return (
      <div aria-busy className="flex min-h-40 flex-col gap-3">
        {isSlow && ['w-24', 'w-full', 'w-full', 'w-2/3'].map((width, line) => <Skeleton key={line} className={`h-4 ${width}`} />)}
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-6">
      {overview.data.problems.length > 0 && <Problems title={t('problems')} text={t(isAdmin ? 'problemsText' : 'problemsOthers')} problems={overview.data.problems} />}
      <ChatModels models={overview.data.chat} />
      <PreferredModel />
      <div>
        <h2 className="mb-1 font-medium">{own('title')}</h2>
        <OwnKeys />
      </div>
      <SearchEngine embedding={overview.data.embedding} />
      <ConnectModel isAdmin={isAdmin} />
    </div>
  )
}

function Problems({ title, text, problems }: { title: string; text: string; problems: readonly string[] }) {
  const translated = useServerSentence()
  return (
    <div role="status" className="border-l-2 border-warn pl-3">
      <h2 className="font-medium text-warn">{title}</h2>
      <ul className="mt-1 flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={problem} className="break-words">
            {translated(problem)}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-ink-muted">{text}</p>
    </div>
  )
}

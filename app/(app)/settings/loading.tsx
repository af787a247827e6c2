import { translator } from '@/components/i18n/request'
import { Skeleton } from '@/components/ui/Skeleton'

export default async function SettingsLoading() {
  const t = await translator('shell')
  return (
    <div aria-busy aria-label={t('loading')} className="flex w-full animate-appear-late flex-col gap-6">
      <Skeleton className="h-6 w-32" />
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-16 w-full" />
    </div>
  )
}

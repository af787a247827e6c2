import { Skeleton } from '@/components/ui/Skeleton'
import { useDelayed } from '@/components/ui/useDelayed'

/** The shape of a conversation, when it takes long enough to be noticed. */
export function ConversationSkeleton() {
  const isLate = useDelayed(true)
  if (!isLate) return null
  return (
    <div className="mx-auto w-full max-w-176 space-y-6 px-4 pt-6">
      <Skeleton className="ml-auto h-10 w-1/2" />
      <div className="space-y-2">
        <Skeleton />
        <Skeleton />
        <Skeleton className="h-4 w-2/3" />
      </div>
    </div>
  )
}

'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/api/trpc'
import { ErrorState } from '@/components/ui/ErrorState'
import { Skeleton } from '@/components/ui/Skeleton'
import { type Span, UsageView } from '@/components/usage/UsageView'

/** What everybody's calls took. */
export function EverybodysUsage() {
  const [span, setSpan] = useState<Span>('30')
  const report = useQuery(useTRPC().usage.everybody.queryOptions({ days: Number(span) }, { placeholderData: keepPreviousData }))
  if (report.error !== null) return <ErrorState message={report.error.message} onRetry={() => void report.refetch()} />
  return report.data === undefined ? <Skeleton className="h-48 w-full" /> : <UsageView report={report.data} span={span} onSpan={setSpan} />
}

'use client'

import { useFormatter } from 'use-intl/react'

/** When a run was started, as short as it can be told apart. */
export function useWhen(): (createdAt: string | Date) => string {
  const format = useFormatter()
  return (createdAt) => format.dateTime(new Date(createdAt), { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

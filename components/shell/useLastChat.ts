'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { isChat } from '@/components/shell/places'

/** The path of the conversation that was open last, or of a new one. */
export function useLastChat(): string {
  const path = usePathname()
  const [last, setLast] = useState('/')
  if (isChat(path) && path !== last) setLast(path)
  return last
}

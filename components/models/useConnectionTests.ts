'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import type { Connection } from '@/server/models/registry/schema'

/** Tries that were made on this page, by the ids of what was tried: none, one under way, or what it said. */
export function useConnectionTests() {
  const t = useTranslations('models.connection')
  const translated = useServerSentence()
  const [results, setResults] = useState<Readonly<Record<string, Connection | null>>>({})
  const run = async (id: string, ask: () => Promise<Connection>): Promise<void> => {
    const keep = (result: Connection | null): void => setResults((before) => ({ ...before, [id]: result }))
    keep(null)
    await ask().then(keep, (error: unknown) => keep({ isWorking: false, latencyMs: 0, message: error instanceof Error ? error.message : String(error) }))
  }
  const told = (id: string): { text: string; isWorking: boolean | null } | undefined => {
    const result = results[id]
    if (result === undefined) return undefined
    if (result === null) return { text: t('testing'), isWorking: null }
    const message = translated(result.message)
    return { text: result.isWorking ? t('working', { message, ms: result.latencyMs }) : t('failed', { message }), isWorking: result.isWorking }
  }
  return { run, told }
}

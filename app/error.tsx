'use client'

import { PageError } from '@/components/shell/PageError'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col">
      <PageError digest={error.digest} onRetry={reset} />
    </main>
  )
}

import { PageNotFound } from '@/components/shell/PageNotFound'

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col">
      <PageNotFound />
    </main>
  )
}

import Link from 'next/link'
import type { ReactNode } from 'react'
import { translator } from '@/components/i18n/request'
import { LanguageLinks } from '@/components/i18n/LanguageLinks'
import { Wordmark } from '@/components/shell/Wordmark'

/** The frame of sign-in and sign-up: what Parley is, the form, and the way to the other page. */
export async function AuthPage({
  title,
  children,
  question,
  answer,
  href,
}: {
  title: string
  children: ReactNode
  question: string
  answer: string
  href: string
}) {
  const t = await translator('shell')
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-80 flex-col justify-between gap-10 px-4 py-8">
      <main className="my-auto flex flex-col gap-6">
        <header className="flex flex-col gap-3">
          <Wordmark />
          <p className="text-ink-muted">{t('auth.about')}</p>
        </header>
        <h1>{title}</h1>
        {children}
        <p className="text-ink-muted">
          {question}{' '}
          <Link href={href} className="text-accent underline underline-offset-3 hover:no-underline">
            {answer}
          </Link>
        </p>
      </main>
      <footer>
        <LanguageLinks />
      </footer>
    </div>
  )
}

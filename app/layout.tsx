import '@fontsource-variable/inter/wght.css'
import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { TrpcProvider } from '@/components/api/TrpcProvider'
import { compiledMessages } from '@/components/i18n/compiledMessages'
import { serverSentences } from '@/components/i18n/messages'
import { requestLocale, translator } from '@/components/i18n/request'
import { Translations } from '@/components/i18n/Translations'
import { themeCookie, themeFrom } from '@/components/shell/theme'
import { Toaster } from '@/components/ui/Toaster'
import { TooltipLayer } from '@/components/ui/TooltipLayer'

export async function generateMetadata(): Promise<Metadata> {
  const t = await translator('shell')
  return { title: { default: 'Parley', template: '%s · Parley' }, description: t('description') }
}

/** The colour of `--ground`, for what a phone draws around the page. */
const grounds = { light: '#fdfcfa', dark: '#0e0f12' } as const

export async function generateViewport(): Promise<Viewport> {
  const theme = themeFrom((await cookies()).get(themeCookie)?.value)
  const bySystem = [
    { media: '(prefers-color-scheme: light)', color: grounds.light },
    { media: '(prefers-color-scheme: dark)', color: grounds.dark },
  ]
  return { width: 'device-width', initialScale: 1, viewportFit: 'cover', themeColor: theme === 'system' ? bySystem : grounds[theme] }
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar] = await Promise.all([requestLocale(), cookies()])
  const theme = themeFrom(jar.get(themeCookie)?.value)
  return (
    <html lang={locale} data-theme={theme === 'system' ? undefined : theme}>
      <body>
        <Translations locale={locale} messages={compiledMessages(locale)} sentences={serverSentences[locale]}>
          <TrpcProvider>{children}</TrpcProvider>
          <Toaster />
          <TooltipLayer />
        </Translations>
      </body>
    </html>
  )
}

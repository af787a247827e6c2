import { Archive, BookText, Bot, CircleQuestionMark, Copy, GitBranch, Keyboard, Languages, MessageCircleDashed, PanelLeft, Search, Settings, SquarePen, SunMoon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl/react'
import { localeNames, locales } from '@/components/i18n/locale'
import { useKeepLocale } from '@/components/i18n/useKeepLocale'
import type { ShortcutAction } from '@/components/palette/shortcuts'
import { canFind, canOpenBranches } from '@/components/reading/openers'
import { themes } from '@/components/shell/theme'
import { useTheme } from '@/components/shell/useTheme'

export interface Command {
  readonly label: string
  readonly icon: ReactNode
  readonly choose: () => void
}

/** What the palette can do. `onAct` closes it and does what a shortcut would do. */
export function useCommands(onAct: (action: ShortcutAction) => void, onClose: () => void): Command[] {
  const t = useTranslations('organise.palette')
  const shell = useTranslations('shell')
  const router = useRouter()
  const locale = useLocale()
  const chooseLocale = useKeepLocale()
  const [theme, chooseTheme] = useTheme()
  const closing = (work: () => void) => (): void => {
    onClose()
    work()
  }
  const to = (href: string) => closing(() => router.push(href))
  return [
    { label: t('newChat'), icon: <SquarePen />, choose: to('/') },
    { label: t('temporary'), icon: <MessageCircleDashed />, choose: to('/?temporary=1') },
    ...(canFind() ? [{ label: t('find'), icon: <Search />, choose: () => onAct('find') }] : []),
    ...(canOpenBranches() ? [{ label: t('branches'), icon: <GitBranch />, choose: () => onAct('branches') }] : []),
    { label: t('copy'), icon: <Copy />, choose: () => onAct('copy') },
    { label: t('knowledge'), icon: <BookText />, choose: to('/knowledge') },
    { label: shell('nav.assistants'), icon: <Bot />, choose: to('/assistants') },
    { label: t('archive'), icon: <Archive />, choose: to('/archive') },
    { label: t('settings'), icon: <Settings />, choose: to('/settings') },
    { label: shell('help.title'), icon: <CircleQuestionMark />, choose: to('/help') },
    { label: t('sidebar'), icon: <PanelLeft />, choose: () => onAct('sidebar') },
    ...themes.filter((one) => one !== theme).map((one) => ({ label: t('theme', { name: shell(`theme.${one}`) }), icon: <SunMoon />, choose: closing(() => chooseTheme(one)) })),
    ...locales.filter((one) => one !== locale).map((one) => ({ label: t('language', { name: localeNames[one] }), icon: <Languages />, choose: closing(() => chooseLocale(one)) })),
    { label: t('shortcuts'), icon: <Keyboard />, choose: () => onAct('help') },
  ]
}

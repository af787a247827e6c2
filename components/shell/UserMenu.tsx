'use client'

import { Check, ChevronsUpDown, CircleQuestionMark, LogOut } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'use-intl/react'
import { signOut } from '@/components/auth/session'
import { type Locale, localeNames, locales } from '@/components/i18n/locale'
import { useKeepLocale } from '@/components/i18n/useKeepLocale'
import { type Theme, themes } from '@/components/shell/theme'
import { useTheme } from '@/components/shell/useTheme'
import { closeMenu, MenuBox, MenuButton } from '@/components/ui/MenuBox'
import { toast } from '@/components/ui/toast'

/** Who is signed in, the look, the language, and the way out. */
export function UserMenu({ username, isCompact = false }: { username: string; isCompact?: boolean }) {
  const t = useTranslations('shell')
  const [theme, chooseTheme] = useTheme()
  const locale = useLocale()
  const chooseLocale = useKeepLocale()
  const router = useRouter()

  const leave = () => {
    signOut().then(
      () => location.assign('/sign-in'),
      () => toast(t('auth.unreachable')),
    )
  }

  return (
    <MenuBox
      side="top"
      align="start"
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={t('user.menu', { username })}
          className={`flex items-center gap-2 rounded-control p-1.5 transition-colors hover:bg-ink/5 aria-expanded:bg-ink/6 ${isCompact ? '' : 'w-full text-left pointer-coarse:py-2.5'}`}
        >
          <span data-initial={Array.from(username)[0]?.toLocaleUpperCase()} className="flex size-6 shrink-0 items-center justify-center rounded-full bg-ink/10 text-xs font-medium before:content-[attr(data-initial)]" />
          {!isCompact && (
            <>
              <span className="min-w-0 flex-1 truncate">{username}</span>
              <ChevronsUpDown aria-hidden className="size-4 shrink-0 stroke-[1.75] text-ink-muted" />
            </>
          )}
        </button>
      }
    >
      <Choice<Theme> label={t('theme.label')} options={themes} nameOf={(option) => t(`theme.${option}`)} value={theme} onChoose={chooseTheme} />
      <hr className="my-1 border-line" />
      <Choice<Locale> label={t('language')} options={locales} nameOf={(option) => localeNames[option]} value={locale} onChoose={chooseLocale} />
      <hr className="my-1 border-line" />
      <MenuButton
        onClick={({ currentTarget }) => {
          closeMenu(currentTarget)
          router.push('/help')
        }}
      >
        <CircleQuestionMark aria-hidden className="text-ink-muted" />
        {t('user.help')}
      </MenuButton>
      <MenuButton onClick={leave}>
        <LogOut aria-hidden className="text-ink-muted" />
        {t('user.signOut')}
      </MenuButton>
    </MenuBox>
  )
}

/** One of several; the menu stays, so that the choice can be seen and changed again. */
function Choice<Value extends string>({
  label,
  options,
  nameOf,
  value,
  onChoose,
}: {
  label: string
  options: readonly Value[]
  nameOf: (option: Value) => string
  value: Value
  onChoose: (option: Value) => void
}) {
  return (
    <div role="group" aria-label={label}>
      <p aria-hidden className="px-2 pt-1.5 pb-1 text-xs text-ink-muted">
        {label}
      </p>
      {options.map((option) => (
        <MenuButton key={option} role="menuitemradio" aria-checked={option === value} onClick={() => onChoose(option)}>
          <span className="flex-1">{nameOf(option)}</span>
          {option === value && <Check aria-hidden className="text-accent" />}
        </MenuButton>
      ))}
    </div>
  )
}

'use client'

import { useSyncExternalStore } from 'react'
import { keepCookie } from '@/components/shell/keepCookie'
import { type Theme, themeCookie, themeFrom } from '@/components/shell/theme'

/** The attribute of <html> is the truth: the server writes it from the cookie, so that no page flashes in the wrong light. */
const current = (): Theme => themeFrom(document.documentElement.dataset.theme)

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

function choose(theme: Theme): void {
  keepCookie(themeCookie, theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

/** The chosen light and the way to choose another. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, current, () => 'system'), choose]
}

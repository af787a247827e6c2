export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const themeCookie = 'parley.theme'

/** What was chosen, else the system's. */
export function themeFrom(chosen: string | undefined): Theme {
  return themes.find((theme) => theme === chosen) ?? 'system'
}

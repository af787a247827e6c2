import type { Profile } from '@/server/users/schema'

export type Locale = NonNullable<Profile['locale']>
export const locales = ['en', 'zh-CN'] as const satisfies readonly Locale[]

/** Each language by its own name. */
export const localeNames = { en: 'English', 'zh-CN': '简体中文' } as const satisfies Record<Locale, string>

export const localeCookie = 'parley.locale'

/** The language of a page: what was chosen, else the first that the browser prefers and we speak, else English. */
export function localeFrom(chosen: string | undefined, acceptLanguage: string | null): Locale {
  return locales.find((locale) => locale === chosen) ?? preferredLocale(acceptLanguage) ?? 'en'
}

/** The first language of an Accept-Language header that we speak; null when it names none. */
export function preferredLocale(acceptLanguage: string | null): Locale | null {
  const weighted = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(/\s*;\s*/)
    const weight = parameters.find((parameter) => parameter.startsWith('q='))
    return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight.slice(2)) }
  })
  const ordered = weighted.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)
  return ordered.map(({ language }) => locales.find((locale) => locale.split('-')[0] === language)).find((locale) => locale !== undefined) ?? null
}

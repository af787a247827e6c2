import compile from 'icu-minify/compile'
import type { Locale } from '@/components/i18n/locale'
import { messages, type Messages } from '@/components/i18n/messages'

const compiled = new Map<Locale, Messages>()

/**
 * The sentences of a language, read once: what remains is to fill them in, so that no page has to load the parser of their plurals and
 * numbers. Where Next runs, `use-intl` takes them in this form (next.config.mjs).
 */
export function compiledMessages(locale: Locale): Messages {
  const known = compiled.get(locale)
  if (known !== undefined) return known
  // The tree is the same; in the place of a sentence that is filled with something stand its parts.
  const parts: unknown = JSON.parse(JSON.stringify(messages[locale]), (_, value: unknown) => (typeof value === 'string' ? compile(value) : value))
  // The objects that the compiler makes have no prototype, and would not be sent to a browser.
  const tree: Messages = JSON.parse(JSON.stringify(parts))
  compiled.set(locale, tree)
  return tree
}

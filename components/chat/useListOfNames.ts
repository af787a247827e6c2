import { useFormatter, useLocale } from 'use-intl'

/** Names in quotation marks as one phrase: “Contracts” and “Letters”. */
export function useListOfNames(names: readonly string[]): string {
  const format = useFormatter()
  const quoted = names.map((name) => `“${name}”`)
  // Chinese puts quoted names side by side.
  return useLocale() === 'zh-CN' ? quoted.join('') : format.list(quoted)
}

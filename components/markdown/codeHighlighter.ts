import { createHighlighterCore, type ThemedToken } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { type BundledLanguage, bundledLanguages, bundledLanguagesInfo } from 'shiki/langs'

const themes = { light: 'github-light', dark: 'github-dark' } as const

const highlighter = createHighlighterCore({
  themes: [import('shiki/themes/github-light.mjs'), import('shiki/themes/github-dark.mjs')],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
})

const isBundled = (id: string): id is BundledLanguage => id in bundledLanguages

/** The lines of a piece of code in coloured tokens; null for a language that is not known. */
export async function highlight(code: string, language: string): Promise<ThemedToken[][] | null> {
  const name = language.toLowerCase()
  const lang = bundledLanguagesInfo.find(({ id, aliases = [] }) => id === name || aliases.includes(name))?.id
  if (lang === undefined || !isBundled(lang)) return null
  const ready = await highlighter
  await ready.loadLanguage(bundledLanguages[lang])
  return ready.codeToTokens(code, { lang, themes }).tokens
}

/** What the server says, in another language. The server speaks English only; its sentence is the key, with a {name} for every value in it. */
export interface SentenceTable {
  readonly sentences: Templates
  /** For values that are words of ours themselves: by the name of the value, its English words and theirs. */
  readonly parts: Readonly<Record<string, Templates>>
}

type Templates = Readonly<Record<string, string>>
type Lookup = (text: string) => string | undefined

/** A refused field of a request is named before the sentence, by its name in code, which says nothing to people. */
const fieldName = /^[a-z][\w.]*: (?=[^a-z])/

/**
 * The function that gives the server's sentences in the language of a table, with their values put in. What the table does not hold
 * stays as it is: a sentence of the page, which is in its language already, or one of the server that nobody has translated.
 * The patterns are built once, when the first sentence comes.
 */
export function sentencesIn(table: SentenceTable | undefined): (sentence: string) => string {
  if (table === undefined) return (sentence) => sentence.replace(fieldName, '')
  let lookup: Lookup | undefined
  return (sentence) => {
    lookup ??= lookupOf(table)
    return lookup(sentence) ?? lookup(sentence.replace(fieldName, '')) ?? sentence
  }
}

function lookupOf({ sentences, parts }: SentenceTable): Lookup {
  const partLookups = new Map(Object.entries(parts).map(([name, templates]) => [name, templatesLookup(templates, (_, value) => value)]))
  return templatesLookup(sentences, (name, value) => partLookups.get(name)?.(value) ?? value)
}

/** `valueOf` gives a value, of which only the English is known, in the language of the templates. */
function templatesLookup(templates: Templates, valueOf: (name: string, value: string) => string): Lookup {
  const whole = new Map(Object.entries(templates))
  const patterns = [...whole].filter(([english]) => placeholder.test(english)).map(([english, translation]) => ({ pattern: patternOf(english), translation }))
  return (text) => {
    if (whole.has(text)) return whole.get(text)
    for (const { pattern, translation } of patterns) {
      const values = pattern.exec(text)?.groups
      if (values !== undefined) return translation.replaceAll(everyPlaceholder, (_, name: string) => valueOf(name, values[name] ?? ''))
    }
    return undefined
  }
}

const placeholder = /\{(\w+)\}/
const everyPlaceholder = new RegExp(placeholder, 'g')

/** `{name} is taken` as /^(?<name>.+?) is taken$/. A value may hold anything, line ends too. */
function patternOf(english: string): RegExp {
  const literal = english.replaceAll(/[\\^$.*+?()[\]|]/g, String.raw`\$&`)
  return new RegExp(`^${literal.replaceAll(everyPlaceholder, '(?<$1>.+?)')}$`, 's')
}

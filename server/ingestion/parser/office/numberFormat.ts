import { formatDate } from '@/server/ingestion/parser/office/dateFormat'
import { sectionsOf } from '@/server/ingestion/parser/office/formatCode'
import type { Section, Token } from '@/server/ingestion/parser/office/formatCode'

const parsed = new Map<string, Section[]>()

/**
 * A number as a spreadsheet shows it under a format code (ECMA-376, 18.8.31). What is not known here, such as fractions and digits with
 * text between them, is shown as the plain number.
 * @param isFrom1904 whether days are counted from 1904 rather than from 1900.
 */
export function formatNumber(value: number, code: string, { isFrom1904 }: { isFrom1904: boolean }): string {
  let sections = parsed.get(code)
  if (sections === undefined) parsed.set(code, (sections = sectionsOf(code)))
  const section = sectionFor(value, sections)
  if (section === undefined || code === '') return plain(value)
  const { tokens } = section
  if (tokens.some(({ code: part, isText }) => !isText && /^(?:[ymdhs[]|a\/?[mp])/i.test(part))) return formatDate(value, tokens, isFrom1904) ?? plain(value)
  // A section of its own for negative numbers marks them itself.
  const marksSign = section !== sections[0] && section.condition === undefined
  const shown = withPattern(Math.abs(value), tokens)
  if (shown === undefined) return plain(value)
  return value < 0 && !marksSign && /[1-9]/.test(shown) ? `-${shown}` : shown
}

/** As the format General shows it, but in full. */
function plain(value: number): string {
  const exact = Number(value.toPrecision(15))
  const isExtreme = Math.abs(exact) >= 1e21 || (exact !== 0 && Math.abs(exact) < 1e-6)
  return isExtreme ? exact.toExponential().toUpperCase() : String(exact)
}

/** Positive; negative; zero; and a fourth one for text. Conditions come before these rules. */
function sectionFor(value: number, sections: readonly Section[]): Section | undefined {
  if (sections.some(({ condition }) => condition !== undefined)) return sections.find(({ condition }) => condition?.(value) ?? true)
  const [positive, negative = positive, zero = positive] = sections
  return value > 0 ? positive : value < 0 ? negative : zero
}

/** Text, percent signs; places before the point, after it, commas that divide by a thousand, an exponent; text and percent signs. */
const pattern = /^([\0%]*)(?:(General|@)|([#0?,]*)(?:\.([#0?]*))?(,*)(?:E([+-])([0#?]+))?)([\0%]*)$/

/** A number that is not negative, or undefined when its pattern is not known. */
function withPattern(value: number, tokens: readonly Token[]): string | undefined {
  const match = pattern.exec(tokens.map(({ code, isText }) => (isText ? '\0' : code)).join(''))
  if (match === null) return undefined
  const [, before = '', general, places = '', fraction = '', divided = '', sign, exponent = '', after = ''] = match
  const text = (from: number, count: number) => tokens.slice(from, from + count).map(({ code }) => code).join('')
  const [prefix, suffix] = [text(0, before.length), text(tokens.length - after.length, after.length)]
  if (general !== undefined) return prefix + plain(value) + suffix
  // A section of text only says the text instead of the number, and an empty one hides it.
  if (places === '' && fraction === '') return prefix + suffix
  const thousands = (/,+$/.exec(places)?.[0].length ?? 0) + divided.length
  const scaled = (value * 100 ** ((before + after).match(/%/g) ?? []).length) / 1_000 ** thousands
  if (!(scaled < 1e21)) return undefined
  const shown = sign === undefined ? decimal(scaled, places, fraction) : scientific(scaled, places, fraction, sign, exponent)
  return prefix + shown + suffix
}

/** Digits in their places: 0 always shows one, # and ? only where there is one; commas among them group by thousands. */
function decimal(value: number, places: string, fraction: string): string {
  // A number like 1.005 lies a little below what it is written as, and people round what is written.
  const [whole = '', rest = ''] = (value * (1 + Number.EPSILON)).toFixed(fraction.length).split('.')
  const least = places.replace(/[^0]/g, '').length
  const digits = (whole === '0' ? '' : whole).padStart(least, '0')
  const grouped = /[#0?],+[#0?]/.test(places) ? digits.replace(/\B(?=(?:\d{3})+$)/g, ',') : digits
  const kept = fraction.lastIndexOf('0') + 1
  const decimals = rest.slice(0, kept) + rest.slice(kept).replace(/0+$/, '')
  return decimals === '' ? grouped : `${grouped}.${decimals}`
}

function scientific(value: number, places: string, fraction: string, sign: string, exponent: string): string {
  const step = Math.max(1, places.replace(/[^#0?]/g, '').length)
  const power = value === 0 ? 0 : Math.floor(Math.log10(value) / step) * step
  const mark = power < 0 ? '-' : sign === '+' ? '+' : ''
  return `${decimal(value / 10 ** power, places, fraction)}E${mark}${String(Math.abs(power)).padStart(exponent.length, '0')}`
}

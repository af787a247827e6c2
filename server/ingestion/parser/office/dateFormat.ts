import type { Token } from '@/server/ingestion/parser/office/formatCode'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const
const dayMs = 86_400_000
/** The last day that spreadsheets know: 31 December 9999. */
const lastDay = 2_958_466

/**
 * A date or time, which is a number of days, under the tokens of its format code.
 * @returns undefined for numbers that are no date.
 */
export function formatDate(value: number, tokens: readonly Token[], isFrom1904: boolean): string | undefined {
  const days = isFrom1904 ? value + 1_462 : value
  if (days < 0 || days >= lastDay) return undefined
  const fraction = tokens.reduce((places, { code, isText }, at) => (!isText && code === '.' ? zerosFrom(tokens, at + 1) : places), 0)
  const unitMs = 1_000 / 10 ** fraction
  // Days before 1 March 1900 are one off: Lotus 1-2-3 took 1900 for a leap year, and all after it did.
  const ms = Math.round((days * dayMs) / unitMs) * unitMs
  const date = new Date(Date.UTC(1899, 11, ms < 60 * dayMs ? 31 : 30) + ms)
  const isTwelveHours = tokens.some(({ code, isText }) => !isText && /^a\/?[mp]/i.test(code))
  return tokens.map((token, at) => (token.isText ? token.code : part(token.code, date, ms, { isMinutes: isMinutes(tokens, at), isTwelveHours, fraction }))).join('')
}

type Context = { isMinutes: boolean; isTwelveHours: boolean; fraction: number }

function part(code: string, date: Date, ms: number, { isMinutes: minutes, isTwelveHours, fraction }: Context): string {
  const letter = code.charAt(0).toLowerCase()
  const padded = (number: number) => String(number).padStart(Math.min(code.length, 2), '0')
  const hours = date.getUTCHours()
  switch (letter) {
    case 'y':
    case 'e':
      return code.length <= 2 && letter === 'y' ? String(date.getUTCFullYear() % 100).padStart(2, '0') : String(date.getUTCFullYear())
    case 'm':
      return minutes ? padded(date.getUTCMinutes()) : monthText(date.getUTCMonth(), code.length)
    case 'd':
      return code.length <= 2 ? padded(date.getUTCDate()) : (weekdays[date.getUTCDay()] ?? '').slice(0, code.length === 3 ? 3 : undefined)
    case 'h':
      return padded(isTwelveHours ? hours % 12 || 12 : hours)
    case 's':
      return padded(date.getUTCSeconds())
    case 'a':
      return code.length === 3 ? (hours < 12 ? 'A' : 'P') : hours < 12 ? 'AM' : 'PM'
    case '[':
      return elapsedText(code.slice(1).toLowerCase(), ms)
    case '0':
      // The fraction of a second stands once for all its zeros.
      return ''
    case '.':
      return fraction === 0 ? '.' : `.${String(date.getUTCMilliseconds()).padStart(3, '0').slice(0, fraction)}`
    default:
      return code
  }
}

function monthText(month: number, length: number): string {
  const name = months[month] ?? ''
  if (length === 3) return name.slice(0, 3)
  if (length === 5) return name.slice(0, 1)
  return length === 4 ? name : String(month + 1).padStart(Math.min(length, 2), '0')
}

/** Hours, minutes or seconds that are counted on beyond a day. */
function elapsedText(code: string, ms: number): string {
  const unit = code.startsWith('h') ? 3_600_000 : code.startsWith('m') ? 60_000 : 1_000
  return String(Math.floor(ms / unit)).padStart(code.length, '0')
}

/** `m` is minutes behind hours and before seconds, and months elsewhere. */
function isMinutes(tokens: readonly Token[], at: number): boolean {
  const isPart = ({ code, isText }: Token) => !isText && /^\[?[ymdhs]/i.test(code)
  const before = tokens.slice(0, at).findLast(isPart)?.code ?? ''
  const after = tokens.slice(at + 1).find(isPart)?.code ?? ''
  return /^\[?h/i.test(before) || /^\[?s/i.test(after)
}

function zerosFrom(tokens: readonly Token[], at: number): number {
  const end = tokens.findIndex(({ code, isText }, index) => index >= at && (isText || code !== '0'))
  return Math.min((end === -1 ? tokens.length : end) - at, 3)
}

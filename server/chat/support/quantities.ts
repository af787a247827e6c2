import { normalise } from '@/server/text/normalise'

/** A number as it is written, and its unit where that is known. */
export interface Quantity {
  readonly value: number
  readonly unit: Unit | null
  /** It is said to be rounded. */
  readonly isAbout: boolean
}

interface Unit {
  readonly dimension: string
  /** How many of the smallest unit of the dimension it is. */
  readonly factor: number
}

// 年, 日 and 里 are left out: they also make dates and places.
const unitTable: Record<string, readonly (readonly [factor: number, names: string])[]> = {
  mass: [[1, 'g gram grams 克'], [1_000, 'kg kilogram kilograms kilo kilos 公斤 千克'], [500, '斤'], [1_000_000, 't tonne tonnes ton tons 吨']],
  length: [[0.001, 'mm millimetre millimetres millimeter millimeters 毫米'], [0.01, 'cm centimetre centimetres centimeter centimeters 厘米'], [1, 'm metre metres meter meters 米'], [1_000, 'km kilometre kilometres kilometer kilometers 公里 千米'], [1_609.344, 'mile miles 英里']],
  time: [[1, 'second seconds 秒'], [60, 'minute minutes min mins 分钟'], [3_600, 'hour hours h 小时'], [86_400, 'day days 天'], [604_800, 'week weeks 周 星期']],
  workdays: [[1, '工作日 个工作日']],
  calendar: [[1, 'month months 个月'], [12, 'year years']],
  share: [[1, '% percent per-cent 百分']],
  dollar: [[1, '$ dollar dollars usd 美元']],
  euro: [[100, '€ euro euros eur 欧元'], [1, 'cent cents']],
  pound: [[1, '£ pound pounds gbp 英镑']],
  yuan: [[1, '¥ yuan rmb cny 元 人民币']],
  power: [[1, 'w watt watts 瓦'], [1_000, 'kw kilowatt kilowatts 千瓦']],
  volume: [[1, 'l litre litres liter liters 升'], [0.001, 'ml millilitre millilitres milliliter milliliters 毫升']],
}
const units = new Map(Object.entries(unitTable).flatMap(([dimension, entries]) => entries.flatMap(([factor, names]) => names.split(' ').map((name): [string, Unit] => [name, { dimension, factor }]))))
const wideUnits = [...units.keys()].filter((name) => /\p{Script=Han}/u.test(name)).toSorted((a, b) => b.length - a.length)

const words: Record<string, number> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ').map((word, value) => [word, value]),
)
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
for (const [at, word] of tens.entries()) words[word] = (at + 2) * 10
const scales: Record<string, number> = { hundred: 100, thousand: 1_000, million: 1e6, billion: 1e9, 百: 100, 千: 1_000, 万: 1e4, 亿: 1e8 }
const monthNames = 'january february march april may june july august september october november december'.split(' ')

const wordNumber = `(?:(?:${tens.join('|')})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|${Object.keys(words).join('|')})`
const digits = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`
const latin = new RegExp(String.raw`(?<![\p{Script=Latin}\d.])([$€£¥]\s?)?(${digits}|\b${wordNumber}\b)(?:st|nd|rd|th)?(?:[\s-]?(hundred|thousand|million|billion)\b|\s?(万|亿|千|百))?`, 'gu')
const wide = /[零〇一二两三四五六七八九十百千万亿]+/gu
const wideDigits = '零一二三四五六七八九'
/** Behind these a Chinese numeral counts something; elsewhere it is a part of a word. */
const counter = /^(?:余|多|几)?(?:个|名|位|人|次|倍|条|章|页|岁|座|匹|件|种|间|层|台|辆|份|家|户|亩|度|股|届|度|台|张|部|里|克|斤|公|千|吨|米|厘|毫|秒|分|小时|天|日|周|星期|月|年|季|元|美|欧|英|瓦|升|毫安)/u
const about = /(?:about|around|roughly|approximately|nearly|almost|some|over|more than|at least|up to|约|大约|大概|近|将近|超过|至少)\s*$/

/** The value of a Chinese numeral: 一万二千 is 12,000. Null for what is none, such as 万 by itself. */
export function wideNumber(text: string): number | null {
  const numeral = text.replaceAll('〇', '零').replaceAll('两', '二')
  if (/^[零一二三四五六七八九]{2,}$/.test(numeral)) return Number(Array.from(numeral, (digit) => wideDigits.indexOf(digit)).join(''))
  let [total, section, digit, isNumber] = [0, 0, 0, false]
  for (const sign of numeral) {
    const value = wideDigits.indexOf(sign)
    if (value >= 0) [digit, isNumber] = [value, true]
    else if (sign === '万' || sign === '亿') {
      total = sign === '万' ? total + (section + digit) * 1e4 : (total + section + digit) * 1e8
      section = digit = 0
    } else {
      section += (digit === 0 ? 1 : digit) * (sign === '十' ? 10 : sign === '百' ? 100 : 1_000)
      ;[digit, isNumber] = [0, isNumber || sign === '十']
    }
  }
  return isNumber ? total + section + digit : null
}

/**
 * The quantities of a text. `isStrict` leaves out what may be no number at all: "one", and Chinese numerals that count nothing. A source
 * is read without it, the sentence that is checked with it.
 */
export function quantitiesIn(text: string, { isStrict }: { isStrict: boolean }): Quantity[] {
  const folded = normalise(text).replaceAll(/(?<=\d)\s?℃/g, '度')
  return [...latinQuantities(folded, isStrict), ...wideQuantities(folded, isStrict), ...shares(folded, isStrict), ...months(folded, isStrict)]
}

function latinQuantities(text: string, isStrict: boolean): Quantity[] {
  return [...text.matchAll(latin)].flatMap((match): Quantity[] => {
    const [whole, currency = '', number = '', scale, wideScale] = match
    const spoken = /^\d/.test(number) ? Number(number.replaceAll(',', '')) : spokenValue(number)
    if (isStrict && (number === 'one' || (wideScale === undefined && scale !== undefined && spoken === 1))) return []
    const end = match.index + whole.length
    const value = spoken * (scales[scale ?? wideScale ?? ''] ?? 1)
    return [{ value, unit: units.get(currency.trim()) ?? unitAt(text, end), isAbout: about.test(text.slice(0, match.index)) }]
  })
}

function spokenValue(word: string): number {
  const [ten = '', one = 'zero'] = word.split('-')
  return (words[ten] ?? 0) + (words[one] ?? 0)
}

function wideQuantities(text: string, isStrict: boolean): Quantity[] {
  return [...text.matchAll(wide)].flatMap((match): Quantity[] => {
    const value = wideNumber(match[0])
    const end = match.index + match[0].length
    // 12万: the digits before it have taken it.
    if (value === null || /\d$/.test(text.slice(0, match.index))) return []
    if (isStrict && (value < 2 || !counter.test(text.slice(end)))) return []
    const isShare = text.slice(0, match.index).endsWith('百分之')
    return isShare ? [] : [{ value, unit: unitAt(text, end), isAbout: about.test(text.slice(0, match.index)) }]
  })
}

/** 百分之八十 and 百分之80; half an hour; and, where it may be meant, a half as 50 %. */
function shares(text: string, isStrict: boolean): Quantity[] {
  const written = [...text.matchAll(/百分之([\d.]+|[零〇一二两三四五六七八九十百]+)/gu)].map(([, number = '']) => exactly(Number(number) || (wideNumber(number) ?? 0), '%'))
  const halfHour = /half an hour|半(?:个)?小时/.test(text) ? [exactly(30, 'minute')] : []
  return [...written, ...halfHour, ...(!isStrict && /\bhalf\b|半/.test(text) ? [exactly(50, '%')] : [])]
}

const exactly = (value: number, unit: string): Quantity => ({ value, unit: units.get(unit) ?? null, isAbout: false })

/** The names of months as their numbers: 12 May is 5月12日. "may" and "march" in a sentence that is checked may be words. */
function months(text: string, isStrict: boolean): Quantity[] {
  return monthNames.flatMap((name, at) => (new RegExp(String.raw`\b${name}\b`).test(text) && !(isStrict && (name === 'may' || name === 'march')) ? [{ value: at + 1, unit: null, isAbout: false }] : []))
}

function unitAt(text: string, at: number): Unit | null {
  const rest = text.slice(at).replace(/^(?:个(?!月|工作日)|余|多)/, '')
  const wideName = wideUnits.find((name) => rest.trimStart().startsWith(name))
  if (wideName !== undefined) return units.get(wideName) ?? null
  const name = /^[\s-]?(%|per cent|[a-z€£$]+)/.exec(rest)?.[1]?.replace(' ', '-')
  return name === undefined ? null : (units.get(name) ?? null)
}

const nearly = (a: number, b: number, share: number): boolean => Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * share + 1e-9

/** Whether a source says this quantity: the same number, in the same unit or one that can be converted; about as much when it is said to be rounded. */
export function saysQuantity(source: readonly Quantity[], wanted: Quantity): boolean {
  const share = wanted.isAbout ? 0.05 : 0
  return source.some(({ value, unit }) => {
    if (unit === null || wanted.unit === null) return nearly(value, wanted.value, share)
    return unit.dimension === wanted.unit.dimension && nearly(value * unit.factor, wanted.value * wanted.unit.factor, share)
  })
}

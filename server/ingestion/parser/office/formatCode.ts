/** A piece of a format code: what stands for digits or parts of dates, or text that is shown as it is. */
export type Token = { code: string; isText: boolean }

/** The part of a code for some numbers, with the condition that it names for itself. */
export type Section = { tokens: Token[]; condition: ((value: number) => boolean) | undefined }

/** Quoted text, an escaped character, a width or a filling, something in brackets, words, a run of one letter, or any character. */
const piece = /"([^"]*)"?|\\(.)|[_*]([\s\S])|\[([^\]]*)\]|AM\/PM|A\/P|General|([a-z])\5*|[\s\S]/giu
const elapsed = /^(?:h+|m+|s+)$/i

/** The sections of a format code, which semicolons divide. */
export function sectionsOf(code: string): Section[] {
  let section: Section = { tokens: [], condition: undefined }
  const sections = [section]
  for (const [text, quoted, escaped, blank, bracket] of code.matchAll(piece)) {
    if (text === ';') sections.push((section = { tokens: [], condition: undefined }))
    else if (bracket !== undefined) readBracket(section, bracket)
    else if (blank === undefined) {
      const literal = quoted ?? escaped
      section.tokens.push({ code: literal ?? text, isText: literal !== undefined || !/^(?:[#0?.,%/@]|[+-]|[a-z])/i.test(text) })
    }
  }
  for (const { tokens } of sections) markSigns(tokens)
  return sections
}

/** A time that may pass 24 hours, a currency with its country, or a condition; colours say nothing. */
function readBracket(section: Section, bracket: string): void {
  if (elapsed.test(bracket)) section.tokens.push({ code: `[${bracket}`, isText: false })
  else if (bracket.startsWith('$')) section.tokens.push({ code: bracket.slice(1).split('-')[0] ?? '', isText: true })
  else section.condition ??= conditionOf(bracket)
}

/** + and - are text but for those of an exponent. */
function markSigns(tokens: Token[]): void {
  tokens.forEach((token, at) => {
    if (/^[+-]$/.test(token.code)) token.isText = tokens[at - 1]?.isText !== false || !/^E$/i.test(tokens[at - 1]?.code ?? '')
  })
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '=': (value, limit) => value === limit,
  '<>': (value, limit) => value !== limit,
}

/** `>=100` */
function conditionOf(bracket: string): Section['condition'] {
  const [, sign = '', limit] = /^(<=|>=|<>|<|>|=)(-?[\d.]+)$/.exec(bracket) ?? []
  const holds = comparisons[sign]
  return holds === undefined ? undefined : (value) => holds(value, Number(limit))
}

/**
 * The codes of the formats that a workbook names by number only (ECMA-376, 18.8.30). Those that follow the reader's country are given as
 * ISO 8601 and in Chinese.
 */
export const builtInFormats: Readonly<Record<number, string>> = {
  ...{ 0: 'General', 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 5: '$#,##0', 6: '$#,##0', 7: '$#,##0.00', 8: '$#,##0.00', 9: '0%', 10: '0.00%', 11: '0.00E+00' },
  ...{ 14: 'yyyy-mm-dd', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm AM/PM', 19: 'h:mm:ss AM/PM', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy-mm-dd h:mm' },
  ...{ 27: 'yyyy年m月', 28: 'm月d日', 29: 'm月d日', 30: 'yyyy-mm-dd', 31: 'yyyy年m月d日', 32: 'h时mm分', 33: 'h时mm分ss秒', 34: 'h时mm分', 35: 'h时mm分ss秒', 36: 'yyyy年m月' },
  ...{ 37: '#,##0;(#,##0)', 38: '#,##0;(#,##0)', 39: '#,##0.00;(#,##0.00)', 40: '#,##0.00;(#,##0.00)', 41: '#,##0', 42: '$#,##0', 43: '#,##0.00', 44: '$#,##0.00' },
  ...{ 45: 'mm:ss', 46: '[h]:mm:ss', 47: 'mm:ss.0', 48: '##0.0E+0', 49: '@' },
  ...{ 50: 'yyyy年m月', 51: 'm月d日', 52: 'yyyy年m月', 53: 'm月d日', 54: 'm月d日', 55: 'h时mm分', 56: 'h时mm分ss秒', 57: 'yyyy年m月', 58: 'm月d日' },
}

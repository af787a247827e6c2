import { expect, test } from 'vitest'
import { formatNumber } from '@/server/ingestion/parser/office/numberFormat'

const shown = (value: number, code: string, isFrom1904 = false) => formatNumber(value, code, { isFrom1904 })

test.each([
  [1234.5, 'General', '1234.5'],
  [0.1 + 0.2, 'General', '0.3'],
  [123456789012345, 'General', '123456789012345'],
  [1e-7, 'General', '1E-7'],
  [-5, 'General', '-5'],
  [1234.567, '0', '1235'],
  [1.005, '0.00', '1.01'],
  [-1234.5, '#,##0.00', '-1,234.50'],
  [1234567, '#,##0', '1,234,567'],
  [0, '#,##0;-#,##0;"none"', 'none'],
  [0, '0;-0;;@', ''],
  [-12.5, '#,##0.0_);(#,##0.0)', '(12.5)'],
  [12.5, '#,##0.0_);[Red](#,##0.0)', '12.5'],
  [0.256, '0%', '26%'],
  [0.2567, '0.0#%', '25.67%'],
  [0.25, '0.0#%', '25.0%'],
  [5, '000', '005'],
  [0.5, '#.##', '.5'],
  [99.5, '[$¥-804]#,##0.00', '¥99.50'],
  [99.5, '#,##0.00\\ [$€-407]', '99.50 €'],
  [-99.5, '"$"#,##0.00;\\-"$"#,##0.00', '-$99.50'],
  [3, '0 "pieces"', '3 pieces'],
  [12345678, '0.0,,"M"', '12.3M'],
  [12345, '0.00E+00', '1.23E+04'],
  [0.00012, '0.0E-0', '1.2E-4'],
  [45, '[<50]"low";[>=100]"high";0', 'low'],
  [75, '[<50]"low";[>=100]"high";0', '75'],
  [7, '"No. "@', 'No. 7'],
  [7, '"No. "General', 'No. 7'],
  [0.5, '# ?/?', '0.5'],
  [5551234567, '(000) 000-0000', '5551234567'],
  [-0.001, '0.00', '0.00'],
])('%d under %s is %s', (value, code, expected) => {
  expect(shown(value, code)).toBe(expected)
})

test.each([
  [45413, 'yyyy-mm-dd', '2024-05-01'],
  [45413, 'd/m/yy', '1/5/24'],
  [45413, 'dddd, d mmmm yyyy', 'Wednesday, 1 May 2024'],
  [45413, 'ddd mmm', 'Wed May'],
  [45413, '[$-804]yyyy"年"m"月"d"日";@', '2024年5月1日'],
  [45413, 'yyyy年m月', '2024年5月'],
  [45413.75, 'yyyy-mm-dd hh:mm:ss', '2024-05-01 18:00:00'],
  [45413.5625, 'h:mm AM/PM', '1:30 PM'],
  [0.0001, 'mm:ss.0', '00:08.6'],
  [1.5, '[h]:mm', '36:00'],
  [1, 'yyyy-mm-dd', '1900-01-01'],
  [59, 'yyyy-mm-dd', '1900-02-28'],
  [61, 'yyyy-mm-dd', '1900-03-01'],
  [-1, 'yyyy-mm-dd', '-1'],
  [1e9, 'yyyy-mm-dd', '1000000000'],
])('%d days under %s is %s', (value, code, expected) => {
  expect(shown(value, code)).toBe(expected)
})

test('days may be counted from 1904', () => {
  expect(shown(0, 'yyyy-mm-dd', true)).toBe('1904-01-01')
})

import type { Upload } from '@/e2e/pages/Knowledge'
import { chineseDocx, englishPdf } from '@/server/testing/fixtures'

/** An English document of five pages, and a question that its fourth page answers. */
export const tramway = {
  file: { name: 'Osmere tramway.pdf', bytes: englishPdf() } satisfies Upload,
  question: 'How much does an ordinary ticket cost?',
  sentence: 'An ordinary ticket costs 4.50 crowns',
  page: 4,
} as const

/** A Chinese document without pages, and a question that its third section answers. */
export const postRoad = {
  file: { name: '云岭邮路志.docx', bytes: chineseDocx() } satisfies Upload,
  question: '羽信从松溪镇送到雪门关限几日到达？',
  sentence: '羽信从松溪镇送到雪门关，限四日到达',
  section: '规矩',
} as const

/** An image of one point, in base64. */
export const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

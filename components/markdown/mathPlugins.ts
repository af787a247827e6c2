import 'katex/dist/katex.min.css'
import rehypeKatex from 'rehype-katex'
import remarkMath from 'remark-math'
import type { MathPlugins } from '@/components/markdown/processor'

/** One dollar is money; mathText.ts has made formulas of those that are not. */
export const mathPlugins: MathPlugins = { remark: [remarkMath, { singleDollarTextMath: false }], rehype: [rehypeKatex, { errorColor: 'var(--ink-muted)' }] }

import 'katex/dist/katex.min.css'
import { math } from '@streamdown/math'

export const mathPlugins = { math }

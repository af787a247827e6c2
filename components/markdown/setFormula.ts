import 'katex/dist/katex.min.css'
import katex from 'katex'

export type SetFormula = (place: HTMLElement, tex: string, isDisplay: boolean) => void

/** Fills an element with a formula; what is wrong in it is shown as it is written. */
export const setFormula: SetFormula = (place, tex, isDisplay) => katex.render(tex, place, { displayMode: isDisplay, throwOnError: false, strict: 'ignore', errorColor: 'var(--ink-muted)' })

import type { RegisteredModel } from '@/components/models/useRegistryChanged'
import type { ModelPatch } from '@/server/models/registry/schema'

/** The figures of a model as they are written into fields. */
export interface ModelForm {
  readonly label: string
  readonly contextTokens: string
  readonly maxOutputTokens: string
  readonly dimensions: string
  readonly inputPrice: string
  readonly outputPrice: string
  readonly canSee: boolean
}

export const emptyForm: ModelForm = { label: '', contextTokens: '', maxOutputTokens: '', dimensions: '', inputPrice: '', outputPrice: '', canSee: false }

export function formOf(model: RegisteredModel): ModelForm {
  const { label, contextTokens, maxOutputTokens, dimensions, inputUsdPerMillion, outputUsdPerMillion, canSee } = model
  return { label, contextTokens: String(contextTokens ?? ''), maxOutputTokens: String(maxOutputTokens ?? ''), dimensions: String(dimensions ?? ''), inputPrice: String(inputUsdPerMillion), outputPrice: String(outputUsdPerMillion), canSee }
}

/** A whole number or nothing; undefined for what is neither. */
function count(text: string): number | null | undefined {
  if (text.trim() === '') return null
  return /^\d+$/.test(text.trim()) && Number(text) > 0 ? Number(text) : undefined
}

/** Dollars, with a point or a comma; nothing is 0. Undefined for what is no amount. */
function dollars(text: string): number | undefined {
  const written = text.trim().replace(',', '.')
  return /^\d*\.?\d*$/.test(written) && written !== '.' ? Number(written) : undefined
}

/** The fields that are not understood. */
export function wrongFields(form: ModelForm): (keyof ModelForm)[] {
  const counts = (['contextTokens', 'maxOutputTokens', 'dimensions'] as const).filter((field) => count(form[field]) === undefined)
  const prices = (['inputPrice', 'outputPrice'] as const).filter((field) => dollars(form[field]) === undefined)
  return [...counts, ...prices]
}

/** What a form says; to be asked only when no field is wrong. */
export function figuresOf({ label, contextTokens, maxOutputTokens, dimensions, inputPrice, outputPrice, canSee }: ModelForm): Omit<ModelPatch, 'id'> {
  return {
    ...(label.trim() === '' ? {} : { label: label.trim() }),
    contextTokens: count(contextTokens) ?? null,
    maxOutputTokens: count(maxOutputTokens) ?? null,
    dimensions: count(dimensions) ?? null,
    inputUsdPerMillion: dollars(inputPrice) ?? 0,
    outputUsdPerMillion: dollars(outputPrice) ?? 0,
    canSee,
  }
}

const key = 'parley.sampleBase'

/** Which base is the guide, so that questions about Parley are suggested for it only. */
export const sampleBaseId = (): string | null => localStorage.getItem(key)
export const rememberSampleBase = (id: string): void => localStorage.setItem(key, id)

export const unixSeconds = (time: Date): number => Math.floor(time.getTime() / 1_000)

/** The name of a model without its provider, as this system's clients know it. */
export const bareName = (modelId: string): string => modelId.slice(modelId.indexOf('/') + 1)

/** Something that is read again and again, and changes seldom. */
export interface Fresh<T> {
  /** As it was a while ago at most. One reading serves all who ask during it; after one that failed, the next who asks tries again. */
  get(): Promise<T>
  /** What was read last, for those who cannot wait; undefined before the first time. */
  latest(): T | undefined
  /** After a change by this process: the next who asks reads anew. */
  forget(): void
}

/** @param ms after so long, what another process changed is known here. */
export function freshFor<T>(ms: number, read: () => Promise<T>): Fresh<T> {
  let latest: T | undefined
  let reading: { readonly at: number; readonly result: Promise<T> } | undefined
  return {
    get: () => {
      if (reading !== undefined && Date.now() - reading.at < ms) return reading.result
      const mine = { at: Date.now(), result: read() }
      reading = mine
      mine.result.then(
        (result) => reading === mine && (latest = result),
        () => reading === mine && (reading = undefined),
      )
      return mine.result
    },
    latest: () => latest,
    forget: () => void (reading = undefined),
  }
}

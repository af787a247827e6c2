/** The reason that most of some documents failed for, when more than one did. */
export function commonReason(documents: readonly { errorText: string | null }[]): string | null {
  const groups = [...Map.groupBy(documents.flatMap(({ errorText }) => (errorText === null ? [] : [errorText])), (reason) => reason)]
  const [reason, same] = groups.toSorted(([, one], [, other]) => other.length - one.length).at(0) ?? [null, []]
  return same.length > 1 ? reason : null
}

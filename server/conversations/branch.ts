interface Node {
  readonly id: string
  readonly parentId: string | null
}

/** The messages from the root to the head, the oldest first; siblings of other branches are left out. */
export function branchTo<T extends Node>(headId: string | null, messages: readonly T[]): T[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const branch: T[] = []
  for (let node = headId === null ? undefined : byId.get(headId); node !== undefined; node = node.parentId === null ? undefined : byId.get(node.parentId)) {
    branch.push(node)
    // A loop cannot be written by us; if it is there all the same, it must not hang a request.
    byId.delete(node.id)
  }
  return branch.toReversed()
}

export interface Version extends Node {
  readonly createdAt: Date
}

const byAge = (a: Version, b: Version): number => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1)

/** The messages that stand in the place of each other, by the id of each of them, the oldest first; one that stands alone is left out. */
export function versionsIn(messages: readonly Version[]): Map<string, string[]> {
  const groups = Map.groupBy(messages, ({ parentId }) => parentId)
  return new Map(
    [...groups.values()].flatMap((group) => {
      const ids = group.toSorted(byAge).map(({ id }) => id)
      return ids.length > 1 ? ids.map((id): [string, string[]] => [id, ids]) : []
    }),
  )
}

/** The end of the branch that goes on from a message, along its newest versions. */
export function newestEnd(fromId: string, messages: readonly Version[]): string {
  const childrenOf = Map.groupBy(messages, ({ parentId }) => parentId)
  let end = fromId
  const seen = new Set<string>()
  for (let next: string | undefined = fromId; next !== undefined && !seen.has(next); next = childrenOf.get(next)?.toSorted(byAge).at(-1)?.id) {
    seen.add(next)
    end = next
  }
  return end
}

/** How many ends the branches have. */
export function endsOf(messages: readonly Node[]): number {
  const parents = new Set(messages.map(({ parentId }) => parentId))
  return messages.filter(({ id }) => !parents.has(id)).length
}

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

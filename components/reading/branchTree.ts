import type { RouterOutputs } from '@/server/router'

type BranchNode = RouterOutputs['conversations']['branches'][number]

/** A way without a fork: its messages one after the other, and the ways that part at its end, the oldest first. */
export interface Way {
  /** The message with which it begins. */
  readonly id: string
  readonly role: BranchNode['role']
  readonly beginning: string
  /** How many messages it has. */
  readonly length: number
  readonly isShown: boolean
  readonly ways: readonly Way[]
}

/** The ways through a conversation. */
export function waysOf(nodes: readonly BranchNode[]): readonly Way[] {
  const known = new Set(nodes.map(({ id }) => id))
  const childrenOf = Map.groupBy(nodes, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null))
  const from = (parentId: string | null): readonly Way[] => (childrenOf.get(parentId) ?? []).map(wayFrom)
  function wayFrom(first: BranchNode): Way {
    let [last, length] = [first, 1]
    for (let next = childrenOf.get(first.id); next?.length === 1 && next[0] !== undefined; next = childrenOf.get(last.id)) {
      last = next[0]
      length += 1
    }
    return { id: first.id, role: first.role, beginning: first.beginning, length, isShown: first.isShown, ways: from(last.id) }
  }
  return from(null)
}

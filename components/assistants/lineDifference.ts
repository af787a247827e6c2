export interface DifferentLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Lines of which more would make the table of common lines too large; texts beyond are shown as removed and added. */
const mostLines = 2_000

/** What became of the lines of a text, by their longest common subsequence. */
export function lineDifference(before: string, after: string): DifferentLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  if (old.length > mostLines || now.length > mostLines) return [...old.map((text) => ({ kind: 'removed', text }) as const), ...now.map((text) => ({ kind: 'added', text }) as const)]
  const common = commonLengths(old, now)
  const lines: DifferentLine[] = []
  let [at, to] = [0, 0]
  while (at < old.length || to < now.length) {
    const [was = '', is = ''] = [old[at], now[to]]
    if (at < old.length && to < now.length && was === is) {
      lines.push({ kind: 'same', text: was })
      at += 1
      to += 1
    } else if (at < old.length && (to >= now.length || lengthAt(common, at + 1, to) >= lengthAt(common, at, to + 1))) {
      lines.push({ kind: 'removed', text: was })
      at += 1
    } else {
      lines.push({ kind: 'added', text: is })
      to += 1
    }
  }
  return lines
}

const lengthAt = (table: readonly Uint16Array[], row: number, column: number): number => table[row]?.[column] ?? 0

/** How many lines the rests of both texts have in common, from each pair of places on. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let row = old.length - 1; row >= 0; row -= 1) {
    const lengths = table[row] ?? new Uint16Array()
    for (let column = now.length - 1; column >= 0; column -= 1) {
      lengths[column] = old[row] === now[column] ? lengthAt(table, row + 1, column + 1) + 1 : Math.max(lengthAt(table, row + 1, column), lengthAt(table, row, column + 1))
    }
  }
  return table
}

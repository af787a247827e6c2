export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Beyond this a comparison word by word would take a moment; the passages are shown one after the other. */
const mostCells = 1_000_000

const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** What became of a text, word by word: the longest common sequence stays. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const [a, b] = [before, after].map((text) => [...words.segment(text)].map(({ segment }) => segment))
  if (a === undefined || b === undefined) return []
  if (a.length * b.length > mostCells) return joined([{ kind: 'removed', text: before }, { kind: 'added', text: after }])
  const lengths = commonLengths(a, b)
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      parts.push({ kind: 'same', text: left })
      i += 1
      j += 1
    } else if (right === undefined || (left !== undefined && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      parts.push({ kind: 'removed', text: left ?? '' })
      i += 1
    } else {
      parts.push({ kind: 'added', text: right })
      j += 1
    }
  }
  return joined(parts)
}

const at = (lengths: readonly Uint16Array[], i: number, j: number): number => lengths[i]?.[j] ?? 0

/** How long the longest common sequence of the rest is from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i]
    if (row === undefined) continue
    for (let j = b.length - 1; j >= 0; j -= 1) row[j] = a[i] === b[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
  }
  return lengths
}

function joined(parts: readonly DiffPart[]): DiffPart[] {
  return parts.reduce<DiffPart[]>((all, part) => {
    const last = all.at(-1)
    return last?.kind === part.kind ? [...all.slice(0, -1), { kind: part.kind, text: last.text + part.text }] : [...all, part]
  }, [])
}

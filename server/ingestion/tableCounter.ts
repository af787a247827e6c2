/** A row of a table as readers write it, whatever the format was: cells between bars. */
const row = /^\|.*\|$/

/** Counts the tables of a text that comes in pieces: two rows and more that follow each other. */
export function tableCounter(): { add: (text: string) => void; count: () => number } {
  let tables = 0
  let rows = 0
  return {
    add: (text) => {
      for (const line of text.split('\n')) {
        rows = row.test(line.trim()) ? rows + 1 : 0
        if (rows === 2) tables += 1
      }
    },
    count: () => tables,
  }
}

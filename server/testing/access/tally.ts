/** What a walk found: how many answers were looked at, which of them were not as they should be, and what it does not know. */
export class Tally {
  checks = 0
  readonly wrong: string[] = []
  readonly unknown: string[] = []

  expect(what: string, got: unknown, wanted: unknown): void {
    this.checks += 1
    if (got !== wanted) this.wrong.push(`${what}: ${shown(got)} in the place of ${shown(wanted)}`)
  }

  meet(known: boolean, what: string): boolean {
    if (!known) this.unknown.push(what)
    return known
  }
}

const shown = (value: unknown): string => String(value).slice(0, 200)

import { parseArgs } from 'node:util'

/** The seed of a run, which is printed so that its choices can be repeated, and how many kills it has: `--seed N`, `--kills N`. */
export function choices(usualKills: number): { seed: number; kills: number } {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string' } } })
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
  process.stdout.write(`seed ${seed}\n`)
  return { seed, kills: Number(values.kills ?? usualKills) }
}

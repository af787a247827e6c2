export const ages = ['today', 'yesterday', 'week', 'older'] as const
export type Age = (typeof ages)[number]

/** Items by the age of their last change, in calendar days of the reader's time zone; order is kept, empty groups are left out. */
export function groupByAge<Item extends { updatedAt: string }>(items: readonly Item[], now: Date): { age: Age; items: Item[] }[] {
  const groups = Map.groupBy(items, (item) => ageOf(new Date(item.updatedAt), now))
  return ages.flatMap((age) => {
    const members = groups.get(age)
    return members === undefined ? [] : [{ age, items: members }]
  })
}

function ageOf(date: Date, now: Date): Age {
  const days = Math.round((startOfDay(now) - startOfDay(date)) / 86_400_000)
  if (days <= 0) return 'today'
  if (days === 1) return 'yesterday'
  return days <= 7 ? 'week' : 'older'
}

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

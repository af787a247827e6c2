/** A ref of the link to the page one is on: pushes its row along until it can be seen, where the row is wider than a phone. */
export function showInRow(here: HTMLElement | null): void {
  const row = here?.closest('nav')
  if (!here || !row) return
  const [seen, link] = [row.getBoundingClientRect(), here.getBoundingClientRect()]
  row.scrollBy({ left: (link.left + link.right - seen.left - seen.right) / 2, behavior: 'instant' })
}

const longest = 20

/** A title as Chat-Backend's page has room for it: twenty characters, cut between words where there are any. */
export function sessionName(title: string): string {
  const characters = Array.from(title)
  if (characters.length <= longest) return title
  const cut = characters.slice(0, longest).join('')
  // A word that ends just here is whole.
  const end = characters[longest] === ' ' ? -1 : cut.lastIndexOf(' ')
  return (end > 0 ? cut.slice(0, end) : cut).trimEnd()
}

/** What the keys and the palette may open in the conversation that is shown; false: it is not for us now, and the browser may do as it does. */
type Open = () => boolean

function door() {
  let current: Open | null = null
  return {
    /** Called by what is opened, as long as it can be; returns the end of it. */
    offer: (open: Open) => {
      current = open
      return () => {
        if (current === open) current = null
      }
    },
    isThere: () => current !== null,
    open: () => current?.() ?? false,
  }
}

export const { offer: offerFind, isThere: canFind, open: openFind } = door()
export const { offer: offerBranches, isThere: canOpenBranches, open: openBranches } = door()

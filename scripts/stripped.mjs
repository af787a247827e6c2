// Where the build leaves our TypeScript without its types, for processes that start for one file each (scripts/strip.ts writes it).

export const strippedFolder = '.next/parley-stripped'

/** The path of what is left of a file, both from the root. */
export const strippedPath = (source) => `${strippedFolder}/${source.replaceAll('/', '+')}.mjs`

/** The last line of it, which says of what state of the file it is. Whole seconds: an image keeps no more of a time. */
export const strippedStamp = ({ mtimeMs, size }) => `\n// ${Math.floor(mtimeMs / 1_000)} ${size}`

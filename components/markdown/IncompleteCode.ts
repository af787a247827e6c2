import { createContext } from 'react'

/** True inside a block of code that is still being written. */
export const IncompleteCode = createContext(false)

'use client'

import { createContext, use } from 'react'

/** Given by `Translations`; without one the server's own words stay. */
export const ServerSentence = createContext<(sentence: string) => string>((sentence) => sentence)

/** The function that every sentence of the server goes through before it is shown: `const translated = useServerSentence()`. */
export const useServerSentence = (): ((sentence: string) => string) => use(ServerSentence)

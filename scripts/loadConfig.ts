import type { Config } from '@/server/config'

/** Ends the process with a line and exit code 1. */
export function refuse(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

/** The configuration; when variables are wrong, a line for each and the end of the process. */
export async function loadConfig(): Promise<Config> {
  try {
    return (await import('@/server/config')).config
  } catch (error) {
    if (error instanceof Error && error.name === 'ConfigError') refuse(error.message)
    throw error
  }
}

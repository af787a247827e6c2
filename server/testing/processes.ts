import { globSync, readFileSync } from 'node:fs'

/** The ids of the parser processes that this one has started and that still run. Linux only. */
export function parserProcesses(): string[] {
  const children = globSync('/proc/self/task/*/children').flatMap((file) => contentOf(file).split(' ').filter((pid) => pid !== ''))
  return children.filter((pid) => contentOf(`/proc/${pid}/cmdline`).includes('parser/main.ts'))
}

/** Nothing when the process has just ended. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** Headers as they are written, one in a line as `Name: value`; null when a line is none. */
export function headersIn(text: string): Record<string, string> | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const pairs = lines.map((line) => /^\s*([A-Za-z0-9-]+)\s*:\s*(\S.*?)\s*$/.exec(line)).map((found) => [found?.[1] ?? '', found?.[2] ?? ''] satisfies [string, string])
  return pairs.some(([name]) => name === '') ? null : Object.fromEntries(pairs)
}

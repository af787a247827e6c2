import { currentRequest } from '@/server/request'

type Level = 'info' | 'warn' | 'error'

/** Secrets that this process has used; the newest, so that they stay few. */
const secrets = new Set<string>()
const mostSecrets = 500
/** What is shorter is found by chance in other words. */
const shortestSecret = 8

/** From now on the log shows a secret only as its last four characters, wherever it turns up: providers like to repeat keys in their errors. */
export function hideInLogs(secret: string): void {
  if (secret.length < shortestSecret) return
  secrets.delete(secret)
  secrets.add(secret)
  const [oldest] = secrets
  if (secrets.size > mostSecrets && oldest !== undefined) secrets.delete(oldest)
}

function hidden(line: string): string {
  let shown = line
  for (const secret of secrets) shown = shown.replaceAll(JSON.stringify(secret).slice(1, -1), `…${secret.slice(-4)}`)
  return shown
}

/** One JSON line a call on standard output or error, with the id of the request that it is about. Fields are ids, counts and durations; never content, secrets or e-mail. */
function write(level: Level, event: string, fields: Record<string, unknown>): void {
  const requestId = currentRequest()?.id
  const line = hidden(JSON.stringify({ time: new Date().toISOString(), level, event, ...(requestId === undefined ? {} : { requestId }), ...fields }))
  if (level === 'info') console.info(line)
  else console.error(line)
}

/** An error as fields: its name, message and stack, with the chain of causes. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) }
  return {
    error: error.name,
    message: error.message,
    stack: error.stack?.split('\n').slice(1, 6).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  }
}

export const log = {
  info: (event: string, fields: Record<string, unknown> = {}) => write('info', event, fields),
  warn: (event: string, fields: Record<string, unknown> = {}) => write('warn', event, fields),
  error: (event: string, error: unknown, fields: Record<string, unknown> = {}) => write('error', event, { ...fields, ...describe(error) }),
}

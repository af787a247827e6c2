import { afterEach, expect, test, vi } from 'vitest'
import { AppError } from '@/server/errors'
import { log } from '@/server/log'
import { inRequest } from '@/server/request'

afterEach(() => vi.restoreAllMocks())

test('S1-13 a line of the log is JSON with the id of its request, also of what goes on after the answer', async () => {
  const lines: unknown[] = []
  vi.spyOn(console, 'info').mockImplementation((line) => void lines.push(JSON.parse(String(line))))
  vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(JSON.parse(String(line))))
  const later = Promise.withResolvers<void>()
  const goesOn = inRequest({ id: 'request-1', headers: new Headers() }, () => {
    log.info('began', { userId: 'u' })
    return later.promise.then(() => log.error('failed', new AppError('upstream_failed', 'It broke off', { cause: new Error('refused') })))
  })
  log.warn('of nobody')
  later.resolve()
  await goesOn
  expect(lines).toEqual([
    { time: expect.any(String), level: 'info', event: 'began', requestId: 'request-1', userId: 'u' },
    { time: expect.any(String), level: 'warn', event: 'of nobody' },
    expect.objectContaining({ level: 'error', event: 'failed', requestId: 'request-1', message: 'It broke off', cause: expect.objectContaining({ message: 'refused' }) }),
  ])
})

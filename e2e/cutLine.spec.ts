// The connection breaks while an answer is written; the answer does not.
import { type Line, startLine } from '@/e2e/line'
import { expect, test as base } from '@/e2e/test'

const test = base.extend<{ line: Line }>({
  line: async ({ shared }, use) => {
    const line = await startLine(shared.url)
    await use(line)
    await line.close()
  },
  // The page knows the server by the line alone.
  parley: ({ shared, line }, use) => use({ ...shared, url: line.url }),
})

test.use({ world: 'connected' })

const held = { half: 't0 t1 t2 t3 t4', whole: 't0 t1 t2 t3 t4 t5 t6 t7 t8 t9' }

test('C42 C139 an answer whose connection breaks in the middle goes on where it was, and is shown once', async ({ line, page, account, chat, provider }) => {
  await account.signUp()
  await chat.chooseModel('fake-held')
  await chat.ask('Count to nine.')
  await expect(chat.answer).toContainText(held.half)
  const resumed = page.waitForRequest((request) => request.url().includes('/stream') && request.headers()['last-event-id'] !== undefined)
  line.cut()
  expect((await resumed).headers()['last-event-id']).toMatch(/^\d+-\d+$/)
  await expect(chat.answer).toContainText(held.half)
  provider.release()
  await expect(chat.answer).toContainText(held.whole)
  await chat.expectEnded()
  await expect(chat.answer.getByText(/^t0/)).toHaveText(held.whole)
  await expect(chat.questions).toHaveText(['Count to nine.'])
})

// kill -9 in mid-answer, a restart on the same port and data, and the state is right.
import { z } from 'zod'
import { query } from '@/e2e/api'
import { expect, mortalTest as test } from '@/e2e/test'

test.use({ world: 'connected' })

/** An answer is interrupted when its writer was silent for ten seconds; and the time to notice. */
const leaseTimeout = 30_000

test('S3-20 S0-07 C31 a kill in mid-answer loses neither the question nor the text so far', async ({ page, parley, provider, account, chat }) => {
  await account.signUp()
  await chat.chooseModel('fake-held')
  await chat.ask('Count to nine.')
  await expect(chat.answer).toContainText('t0 t1 t2 t3 t4')
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const saved = z.object({ messages: z.array(z.object({ content: z.string() })) })
  await expect.poll(async () => (await query(page, 'conversations.get', { id }, saved)).messages.at(-1)?.content, 'the text is saved').toContain('t4')

  await parley.kill('SIGKILL')
  await expect(chat.answer).toContainText('Connection lost')
  await parley.restart()
  // By itself: the page comes back and learns what became of the answer.
  await expect(chat.answer).toContainText('The server was restarted; the text so far is kept', { timeout: leaseTimeout })
  await page.reload()
  await expect(chat.questions).toHaveText('Count to nine.')
  await expect(chat.answer).toContainText('t0 t1 t2 t3 t4')
  await expect(chat.answer).toContainText('The server was restarted; the text so far is kept')

  await chat.retryButton.click()
  await expect(chat.answer.getByRole('status')).toHaveText(/^Writing/)
  await expect(chat.answer).toContainText('t4')
  provider.release()
  await expect(chat.answer).toContainText('t5 t6 t7 t8 t9')
  await chat.expectEnded()
  await expect(chat.questions).toHaveCount(1)
})

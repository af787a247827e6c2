// The line below an answer: what it says while the answer is made, and what it tells of it afterwards.
import { expect, test } from '@/e2e/test'

test.use({ world: 'connected' })

const heron = { name: 'heron.md', bytes: new TextEncoder().encode('# Birds\n\nThe heron of the Lune stands 94 centimetres tall.\n\n# Food\n\nIt waits for eels.') }

test('C39 C136 the line below an answer says what is done, step by step, and a click then tells how it was made', async ({ page, account, knowledge, documents, chat, provider }) => {
  await account.signUp()
  await knowledge.create('Herons')
  await knowledge.upload([heron])
  await knowledge.expectReady([heron.name])
  await chat.open()
  await chat.chooseModel('fake-held')
  await chat.ask('How tall is the heron of the Lune?')
  await expect(chat.answer.getByRole('status')).toHaveText(/^\d+ of \d+ passages? · Writing \(\d+(\.\d)? s to the first word\)$/)
  // Who only looks on does not know when it was sent.
  await page.reload()
  await expect(chat.answer.getByRole('status')).toHaveText(/· Writing$/)
  provider.release()
  await chat.expectEnded()
  await chat.answer.getByRole('button', { name: /^\d+ passages? in “Herons” · hybrid search · fake-held · [\d.]+ s · \d+ tokens$/ }).click()
  const trace = page.getByRole('dialog', { name: 'How this answer was made' })
  await expect(trace.getByText('How tall is the heron of the Lune?')).toBeVisible()
  await expect(trace.getByText(/first word after [\d.]+ s · whole after [\d.]+ s/)).toBeVisible()
  await expect(trace.getByText('not cited').first()).toBeVisible()
  // However long it is, it keeps within the window and scrolls in itself.
  await page.setViewportSize({ width: 1280, height: 360 })
  await expect(trace.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 })
  await page.setViewportSize({ width: 1280, height: 800 })
  await trace.getByRole('listitem').filter({ hasText: '94 centimetres' }).getByRole('link', { name: heron.name }).click()
  await documents.expectMarked('The heron of the Lune stands 94 centimetres tall.')
  await page.goBack()
  await chat.expectEnded()

  // A follow-up is put in other words first; the model that does it says nothing.
  await chat.chooseModel('fake-hang')
  await chat.question.fill('And what does it wait for?')
  await chat.sendButton.click()
  await expect(chat.answer.getByRole('status')).toHaveText('Rewriting the question')
  await expect(chat.answer.getByRole('status')).toHaveText(/passages? · Waiting for the model$/)
  await chat.stopButton.click()
  await chat.expectEnded()
})

// An assistant from its first name to its second thoughts, with the fake provider behind it.
import { z } from 'zod'
import { tramway } from '@/e2e/facts'
import { expect, test } from '@/e2e/test'

test.use({ world: 'connected' })

const bodySchema = z.looseObject({ messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })) })

test('C108 C111 C146 an assistant is set up and asked; its words, its parameters and its variables reach the model', async ({ page, account, sidebar, knowledge, chat, provider }) => {
  await account.signUp()
  await knowledge.create('Of the assistant')
  await knowledge.upload([tramway.file])
  await knowledge.expectReady([tramway.file.name])

  await sidebar.goTo('Assistants')
  await page.getByRole('button', { name: 'New assistant' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Miss R')
  await page.getByRole('button', { name: 'Create and set up' }).click()
  await page.getByRole('checkbox', { name: 'Of the assistant' }).check()
  await page.getByLabel('First words').fill('Hello, who is there?')
  await page.getByLabel('When nothing is found').fill('Not in my books.')
  await page.getByRole('tab', { name: 'Instructions' }).click()
  await page.getByRole('textbox', { name: 'Instructions' }).fill('You help {customer}.\n\n{knowledge}')
  await page.getByRole('button', { name: 'Make it one' }).click()
  await page.getByRole('tab', { name: 'Model and search' }).click()
  await page.getByRole('spinbutton', { name: 'Temperature' }).fill('1.5')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden()

  await page.getByRole('link', { name: 'Try it' }).click()
  await expect(page.getByText('Hello, who is there?')).toBeVisible()
  await chat.question.fill(tramway.question)
  await chat.sendButton.click()
  await expect(page.getByText('The assistant needs to know first: customer')).toBeVisible()
  await page.getByLabel('customer').fill('Ada')
  await chat.sendButton.click()
  await chat.expectConversation()
  await chat.expectEnded()
  await expect(page.getByRole('article', { name: 'First words of the assistant' })).toHaveText('Hello, who is there?')
  await expect(chat.sources).not.toHaveCount(0)
  const asked = provider.bodies('/v1/chat/completions', bodySchema).at(-1)
  expect(asked).toMatchObject({ temperature: 1.5, top_p: 0.3, presence_penalty: 0.4, frequency_penalty: 0.7, max_tokens: 512 })
  expect(JSON.stringify(asked?.messages)).toContain('You help Ada.')
})

test('instructions are compared and gone back to', async ({ page, account, sidebar }) => {
  await account.signUp()
  await sidebar.goTo('Assistants')
  await page.getByRole('button', { name: 'New assistant' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Mister S')
  await page.getByRole('button', { name: 'Create and set up' }).click()
  await page.getByRole('tab', { name: 'Instructions' }).click()
  await page.getByRole('textbox', { name: 'Instructions' }).fill('You rhyme.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('tab', { name: 'Versions' }).click()
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByLabel('Version 1 compared with the one in use')).toContainText('+ You rhyme.')
  await page.getByRole('button', { name: 'Go back to it' }).click()
  await page.getByRole('tab', { name: 'Instructions' }).click()
  await expect(page.getByRole('textbox', { name: 'Instructions' })).toHaveValue(/\{knowledge\}$/)
})

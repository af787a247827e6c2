// An assistant from its first name to its second thoughts, with the fake provider behind it.
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { png, tramway } from '@/e2e/facts'
import type { Account } from '@/e2e/pages/Account'
import type { Knowledge } from '@/e2e/pages/Knowledge'
import type { Sidebar } from '@/e2e/pages/Sidebar'
import { expect, test } from '@/e2e/test'

test.use({ world: 'connected' })

const bodySchema = z.looseObject({ messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })) })

/** Somebody makes an assistant that answers from a base with the tramway. */
async function makeAssistant({ page, account, sidebar, knowledge }: { page: Page; account: Account; sidebar: Sidebar; knowledge: Knowledge }, name: string): Promise<void> {
  await account.signUp()
  await knowledge.create('Of the assistant')
  await knowledge.upload([tramway.file])
  await knowledge.expectReady([tramway.file.name])
  await sidebar.goTo('Assistants')
  await page.getByRole('button', { name: 'New assistant' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create and set up' }).click()
  await page.getByRole('checkbox', { name: 'Of the assistant' }).check()
}

test('C108 C111 C146 an assistant is set up and asked; its words, its parameters and its variables reach the model', async ({ page, account, sidebar, knowledge, chat, provider }) => {
  await makeAssistant({ page, account, sidebar, knowledge }, 'Miss R')
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
  // Who leaves without saving finds the changes again.
  await sidebar.goTo('Assistants')
  await expect(page).toHaveURL(/\/assistants$/)
  await page.goBack()
  await page.getByRole('tab', { name: 'Instructions' }).click()
  await expect(page.getByRole('textbox', { name: 'Instructions' })).toHaveValue('You rhyme.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('tab', { name: 'Versions' }).click()
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByLabel('Version 1 compared with the one in use')).toContainText('+ You rhyme.')
  await page.getByRole('button', { name: 'Go back to it' }).click()
  await page.getByRole('tab', { name: 'Instructions' }).click()
  await expect(page.getByRole('textbox', { name: 'Instructions' })).toHaveValue(/\{knowledge\}$/)
})

test('C110 C113 C115 an assistant without quotes says nothing of sources, has its words for nothing found, and its chats are kept in order', async ({ page, account, sidebar, knowledge, chat, provider }) => {
  await makeAssistant({ page, account, sidebar, knowledge }, 'Mister T')
  await page.getByLabel('When nothing is found').fill('Not in my books.')
  await page.getByRole('checkbox', { name: 'Show sources' }).uncheck()
  await page.getByRole('tab', { name: 'Model and search' }).click()
  await page.getByRole('checkbox', { name: 'Search in a way of its own' }).check()
  await page.getByRole('spinbutton', { name: 'Threshold' }).fill('0.6')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden()
  const assistant = page.url()

  await page.getByRole('link', { name: 'Try it' }).click()
  await chat.ask(tramway.question)
  await chat.expectEnded()
  await expect(chat.answer).not.toContainText('[1]')
  await expect(chat.sources).toHaveCount(0)
  const asked = provider.bodies('/v1/chat/completions', bodySchema).length
  await page.goto(`/?assistant=${new URL(assistant).pathname.split('/').at(-1)}`)
  await chat.ask('zzyzx')
  await chat.expectEnded()
  await expect(chat.answer).toContainText('Not in my books.')
  await expect(chat.answer).toContainText('Nothing found in “Of the assistant”')
  await expect(chat.answer).toContainText('answered without a model')
  await expect(chat.answer).not.toContainText('fake-chat')
  expect(provider.bodies('/v1/chat/completions', bodySchema)).toHaveLength(asked)

  await page.goto(assistant)
  await page.getByRole('tab', { name: 'Chats' }).click()
  const chats = page.getByRole('list', { name: 'Chats' })
  await expect(chats.getByRole('link')).toHaveText(['zzyzx', tramway.question])
  await chats.getByRole('button', { name: 'Actions for zzyzx' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByLabel('Title').fill('In no book')
  await page.getByRole('button', { name: 'Save the title' }).click()
  await expect(chats.getByRole('link')).toHaveText(['In no book', tramway.question])
  await expect(sidebar.conversation('In no book')).toBeVisible()
  await chats.getByRole('button', { name: `Actions for ${tramway.question}` }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the chat' }).click()
  await expect(chats.getByRole('link')).toHaveText(['In no book'])
})

test('C60 an agent answers in the place of a model, is handed the files of the question, and cites them', async ({ page, account, sidebar, chat, provider }) => {
  await account.signUp()
  await sidebar.goTo('Assistants')
  await page.getByRole('button', { name: 'New assistant' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Echo')
  await page.getByRole('button', { name: 'Create and set up' }).click()
  await page.getByRole('tab', { name: 'Agent' }).click()
  await page.getByRole('combobox', { name: 'Answers come from' }).selectOption({ label: 'echoAgent' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden()
  await page.getByRole('link', { name: 'Try it' }).click()
  const asked = provider.bodies('/v1/chat/completions', bodySchema).length
  // It is handed every file, whatever the model reads.
  await chat.attach({ name: 'holt.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') })
  await expect(chat.files).toHaveText([/^holt\.png/])
  await expect(page.getByText('does not read images')).toHaveCount(0)
  await chat.files.getByRole('button', { name: 'Remove holt.png' }).click()
  await chat.attach({ name: 'otters.txt', mimeType: 'text/plain', buffer: Buffer.from('Otters sleep in holts.') })
  await chat.question.fill('Hello, agent.')
  await chat.sendButton.click()
  await chat.expectConversation()
  await chat.expectEnded()
  await expect(chat.answer).toContainText('You said: Hello, agent.')
  await expect(chat.answer).toContainText('I was handed otters.txt of 22 bytes, which begins “Otters sleep in holt”.')
  await expect(chat.sources.filter({ hasText: 'otters.txt' })).toHaveCount(1)
  await expect(chat.answer).toContainText('1 passage in “otters.txt” · echoAgent · ')
  expect(provider.bodies('/v1/chat/completions', bodySchema)).toHaveLength(asked)
})

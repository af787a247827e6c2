import { expect, test } from '@/e2e/test'

const notice = { name: 'Ferry', text: '# Notice of the harbour\n\nThe night ferry to Osmere leaves at 23:40 from the eastern pier.\n\nDogs travel free of charge.' }

test('a text that is pasted onto a base is read and cited', async ({ page, account, sidebar, knowledge, documents, chat }) => {
  await account.signUp()
  await knowledge.create('Harbour')
  await knowledge.paste(notice.text)
  const dialog = page.getByRole('dialog', { name: 'Add a text' })
  await expect(dialog.getByLabel('Text', { exact: true })).toHaveValue(notice.text)
  await dialog.getByLabel('Name').fill(notice.name)
  await dialog.getByRole('button', { name: 'Add the text' }).click()
  await knowledge.expectReady(['Ferry.md'])
  await sidebar.goTo('New chat')
  await chat.ask('When does the night ferry leave?')
  await chat.expectEnded()
  await expect(chat.answer).toContainText('23:40')
  await chat.sources.first().click()
  await expect(documents.mark).toContainText('23:40')
})

test('a few words that are pasted are none, and an address opens the dialog of web pages', async ({ page, account, knowledge }) => {
  await account.signUp()
  await knowledge.create('Pages')
  await knowledge.paste('ferry')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await knowledge.paste('https://example.com/ferry ')
  const dialog = page.getByRole('dialog', { name: 'Add a web page' })
  await expect(dialog.getByLabel('Address')).toHaveValue('https://example.com/ferry')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await knowledge.add('Web page')
  await dialog.getByLabel('Address').fill('http://10.0.0.1/')
  await dialog.getByRole('button', { name: 'Add the page' }).click()
  await expect(dialog.getByText('“10.0.0.1” is not on the public internet')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(knowledge.rows).toHaveCount(0)
})

import { writeFile } from 'node:fs/promises'
import { postRoad, tramway } from '@/e2e/facts'
import { expect, test } from '@/e2e/test'

/** Looks like a PDF by its name only. */
const noise = { name: 'noise.pdf', bytes: Uint8Array.from({ length: 2_000 }, (_, at) => (at * 7_919) % 251) }
/** Just above the default of 50 MB. */
const huge = { name: 'huge.txt', bytes: new Uint8Array(50_000_001).fill(97) }

test('a file that cannot be taken says why, and the others are taken', async ({ account, knowledge }) => {
  await account.signUp()
  await knowledge.create('Odds and ends')
  await knowledge.upload([{ name: 'song.mp3', bytes: new Uint8Array(10) }, postRoad.file])
  await expect(knowledge.refusedUploads).toContainText('song.mp3')
  await expect(knowledge.refusedUploads).toContainText('This kind of file cannot be read. Upload one of .pdf .docx')
  await knowledge.expectReady([postRoad.file.name])
  await knowledge.dismiss('song.mp3')
  await knowledge.upload([{ name: 'nothing.txt', bytes: new Uint8Array() }])
  await expect(knowledge.refusedUploads).toContainText('The file is empty (0 bytes).')
  await expect(knowledge.rows).toHaveCount(1)
})

test('C72 a file beyond the limit is refused, by the page and by the server', async ({ page, account, knowledge }) => {
  await account.signUp()
  const path = await knowledge.create('Too much')
  // Through the disk: Playwright hands over no more than 50 MB from memory.
  const file = test.info().outputPath(huge.name)
  await writeFile(file, huge.bytes)
  await knowledge.uploadPaths([file])
  await expect(knowledge.refusedUploads).toContainText('the limit is 50')
  const answer = await page.request.post(`/api/files?knowledgeBaseId=${path.split('/').at(-1)}`, {
    multipart: { file: { name: huge.name, mimeType: 'text/plain', buffer: Buffer.from(huge.bytes) } },
  })
  expect(answer.status()).toBe(413)
  expect(await answer.json()).toMatchObject({ error: { kind: 'too_large' } })
  await page.reload()
  await expect(page.getByText('Drop documents anywhere on this page')).toBeVisible()
})

test('C71 C143 a document that cannot be read says why, can be tried again and deleted', async ({ page, account, knowledge }) => {
  await account.signUp()
  await knowledge.create('Damaged')
  await knowledge.upload([noise, tramway.file])
  await knowledge.expectReady([tramway.file.name])
  await expect(knowledge.row(noise.name)).toContainText('Failed')
  await knowledge.row(noise.name).getByRole('link').click()
  const reason = page.getByRole('main').getByRole('alert')
  await expect(reason).toContainText('PDF')
  await reason.getByRole('button', { name: 'Try again' }).click()
  await expect(reason).toContainText('PDF')
  await page.goBack()
  await knowledge.actOn(noise.name, 'Try again')
  await expect(knowledge.row(noise.name)).toContainText('Failed')
  await knowledge.actOn(noise.name, 'Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the document' }).click()
  await expect(knowledge.rows).toHaveCount(1)
  await page.reload()
  await expect(knowledge.rows).toHaveCount(1)
  await knowledge.expectReady([tramway.file.name])
})

test('C143 a base is renamed and deleted, and what was cited from it is kept', async ({ page, account, sidebar, knowledge, chat }) => {
  await account.signUp()
  await knowledge.create('First name')
  await knowledge.upload([tramway.file])
  await knowledge.expectReady([tramway.file.name])
  await knowledge.act('Rename')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Second name')
  await dialog.getByRole('button', { name: 'Save the name' }).click()
  await knowledge.expectOpen('Second name')

  await sidebar.goTo('New chat')
  await chat.ask(tramway.question)
  await chat.expectEnded()
  await expect(chat.answer).toContainText('Second name')
  await sidebar.goTo('Knowledge')
  await page.getByRole('link', { name: 'Second name' }).click()
  await knowledge.act('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the base' }).click()
  await expect(page.getByText('Answers from your own documents')).toBeVisible()

  await sidebar.conversation(tramway.question).click()
  await expect(chat.answer).toContainText(tramway.sentence)
  await page.reload()
  await chat.sources.first().click()
  await expect(chat.source).toContainText('This document was deleted. The passage was kept with the answer.')
  await expect(chat.source.locator('mark')).toContainText('ticket')
})

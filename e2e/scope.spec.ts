// What a question carries and searches: files, images, the internet.
import { png, tramway } from '@/e2e/facts'
import { expect, test } from '@/e2e/test'
import { chatBodySchema } from '@/server/testing/fakeProvider'

test.use({ world: 'connected' })

const heron = { name: 'heron.md', mimeType: 'text/markdown', buffer: Buffer.from('The heron of the Lune stands 94 centimetres tall. It waits for eels.') }
const broken = { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('This is no PDF.') }
const song = { name: 'song.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('la') }

test('C84 C141 a file is attached, asked about, and asked about again after a reload; it is no knowledge base', async ({ page, account, chat, sidebar }) => {
  await account.signUp()
  await chat.attach(heron)
  // Sent at once: the question waits until the file is read.
  await chat.question.fill('How tall is the heron of the Lune?')
  await chat.sendButton.click()
  await chat.expectConversation()
  await chat.expectEnded()
  await expect(chat.answer).toContainText('94 centimetres tall.')
  await expect(chat.sources.filter({ hasText: 'heron.md' })).toHaveCount(1)
  await expect(chat.sentFiles).toHaveText(['heron.md'])
  await expect(chat.files).toHaveCount(0)

  await page.reload()
  await expect(chat.sentFiles).toHaveText(['heron.md'])
  await chat.expectComposer()
  await chat.question.fill('What does the heron wait for?')
  await chat.sendButton.click()
  await expect(chat.answers).toHaveCount(2)
  await chat.expectEnded()
  await expect(chat.sources.filter({ hasText: 'heron.md' })).toHaveCount(1)
  await sidebar.goTo('Knowledge')
  await expect(page.getByText('heron.md')).toHaveCount(0)
  await expect(page.getByText('Attachments')).toHaveCount(0)
})

test('C141 files that cannot be read block nothing, and are kept with the draft through a reload', async ({ page, account, chat }) => {
  await account.signUp()
  await chat.attach(heron, broken, song)
  await expect(chat.files.filter({ hasText: 'song.mp3' })).toContainText('This kind of file cannot be read')
  await expect(chat.files.filter({ hasText: 'broken.pdf' }).getByRole('alert')).toBeVisible({ timeout: 20_000 })
  await expect(chat.files.filter({ hasText: 'broken.pdf' }).getByRole('button', { name: 'Try broken.pdf again' })).toBeVisible()
  await chat.files.filter({ hasText: 'song.mp3' }).getByRole('button', { name: 'Remove song.mp3' }).click()
  await page.reload()
  await expect(chat.files).toHaveCount(2)
  await expect(chat.files.filter({ hasText: 'broken.pdf' }).getByRole('alert')).toBeVisible({ timeout: 20_000 })
  await chat.question.fill('How tall is the heron of the Lune?')
  await chat.sendButton.click()
  await chat.expectConversation()
  await chat.expectEnded()
  await expect(chat.sentFiles).toHaveText(['heron.md'])
  await expect(chat.answer).toContainText('94 centimetres tall.')
})

test('a text that is too long for a question goes along as a file', async ({ account, chat }) => {
  await account.signUp()
  await chat.expectComposer()
  const text = `The heron of the Lune stands 94 centimetres tall.\n\n${'It waits for eels in the shallows. '.repeat(6_000)}`
  await chat.question.fill('Read this: ')
  await chat.question.evaluate((field, words) => {
    const transfer = new DataTransfer()
    transfer.setData('text/plain', words)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
  }, text)
  await expect(chat.files).toHaveText([/^Pasted text\.txt/])
  await expect(chat.question).toHaveValue('Read this: ')
  await chat.question.fill('How tall is the heron of the Lune?')
  await chat.sendButton.click()
  await chat.expectConversation()
  await chat.expectEnded()
  await expect(chat.answer).toContainText('94 centimetres tall.')
  await expect(chat.sentFiles).toHaveText(['Pasted text.txt'])
})

test('an image is pasted, and a model that can see is shown it', async ({ page, account, chat, provider }) => {
  await account.signUp()
  await chat.expectComposer()
  await chat.question.evaluate((field, data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }))
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }))
  }, png)
  await expect(chat.files).toHaveCount(1)
  await expect(page.getByText('The chosen model does not read images')).toBeVisible()
  await chat.chooseModel('fake-vision')
  await expect(page.getByText('The chosen model does not read images')).toHaveCount(0)
  await chat.question.fill('What is on it?')
  await chat.sendButton.click()
  await chat.expectConversation()
  await chat.expectEnded()
  await expect(chat.answer).toContainText('1 images were shown.')
  expect(provider.bodies('/v1/chat/completions', chatBodySchema).at(-1)?.messages.at(-1)?.images).toEqual([`data:image/png;base64,${png}`])
  const picture = chat.sentFiles.getByRole('img', { name: 'pasted.png' })
  await expect.poll(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBe(1)
})

test('C35 C36 C142 the internet is searched when it is asked for, and a dead link fails nothing', async ({ page, account, chat, internet }) => {
  internet.pages.set('/herons', '<title>The heron book</title><main><h1>Herons</h1><p>The heron of the Lune stands 94 centimetres tall.</p></main>')
  internet.found = ['/dead', '/herons']
  await account.signUp()
  await chat.expectComposer()
  await page.getByRole('button', { name: 'Internet', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Internet', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await chat.ask('How tall is the heron of the Lune?')
  await chat.expectEnded()
  await expect(chat.answer).toContainText('94 centimetres tall.')
  await expect(chat.answer).toContainText('The heron book')
  internet.found = []
  await chat.question.fill('And the otter?')
  await chat.sendButton.click()
  await expect(chat.answers).toHaveCount(2)
  await chat.expectEnded()
  await expect(chat.answer).toContainText('The search found no pages')
})

test('C142 the composer says what will be searched, whether it is ready, and about how much is sent', async ({ page, account, sidebar, knowledge, chat }) => {
  await account.signUp()
  await knowledge.create('Railways')
  await sidebar.goTo('New chat')
  const chip = page.getByRole('button', { name: /^What is searched/ })
  await expect(chip).toHaveText('What is searched: Railways· empty')
  await sidebar.goTo('Knowledge')
  await page.getByRole('link', { name: 'Railways' }).click()
  await knowledge.upload([tramway.file])
  await knowledge.expectReady([tramway.file.name])
  await sidebar.goTo('New chat')
  await expect(chip).toHaveText(/^What is searched: Railways· ready · \d+ passages?$/)
  await chat.question.fill('How long is it?')
  await expect(page.getByText(/~[\d.]+K? tokens/)).toBeVisible()
})

test('a # names a document, which alone is searched for that question; an input method\'s Enter chooses nothing', async ({ page, account, knowledge, chat }) => {
  await account.signUp()
  await knowledge.create('Birds')
  await knowledge.upload([
    { name: 'heron.md', bytes: heron.buffer },
    { name: 'stork.md', bytes: Buffer.from('The stork of the Lune stands 110 centimetres tall.') },
  ])
  await knowledge.expectReady(['heron.md', 'stork.md'])
  await chat.open()
  await chat.question.pressSequentially('How tall is it at the Lune? #')
  const names = page.getByRole('listbox', { name: 'Search for this question alone' })
  await expect(names.getByRole('option')).toHaveCount(3)
  await page.keyboard.type('sto')
  await expect(names.getByRole('option')).toHaveText([/stork\.md/])
  await chat.question.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true })
  await expect(names).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(names).toHaveCount(0)
  await expect(chat.question).toHaveValue('How tall is it at the Lune? ')
  const named = page.getByRole('list', { name: 'Searched for this question alone' })
  await expect(named.getByRole('listitem')).toHaveText(['stork.md'])
  // It is kept with the words of the draft.
  await page.reload()
  await expect(named.getByRole('listitem')).toHaveText(['stork.md'])
  await chat.expectComposer()
  await expect(chat.question).toHaveValue('How tall is it at the Lune? ')
  await chat.question.press('Enter')
  await expect(chat.questions.last()).toContainText('# stork.md')
  await chat.expectEnded()
  await expect(chat.sources).toHaveCount(1)
  await expect(chat.sources).toContainText('stork.md')
  await expect(named).toHaveCount(0)
  // The next question searches what the chat does; a # that means nothing is a sign like any other.
  await chat.question.fill('How tall is the #7 heron of the Lune?')
  await page.keyboard.press('Enter')
  await expect(chat.answers).toHaveCount(2)
  await chat.expectEnded()
  await expect(chat.sources.filter({ hasText: 'heron.md' })).toHaveCount(1)
  await chat.question.pressSequentially('#')
  await expect(names).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(names).toHaveCount(0)
  await expect(chat.question).toHaveValue('#')
})

test('C141 C142 files are dropped on a chat, for it alone; without documents or with both, the answer says what was searched', async ({ page, account, sidebar, knowledge, documents, chat, internet, provider }) => {
  await account.signUp()
  await knowledge.create('Herons')
  await knowledge.upload([{ name: 'lune.md', bytes: new TextEncoder().encode('The heron of the Lune stands 94 centimetres tall.') }])
  await knowledge.expectReady(['lune.md'])

  await test.step('a dropped file is of this chat', async () => {
    await sidebar.goTo('New chat')
    await chat.expectComposer()
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['The wren of Ulva weighs nine grams.'], 'wren.txt', { type: 'text/plain' }))
      return transfer
    })
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: dropped })
    await expect(page.getByText('Add to Herons')).toBeVisible()
    await page.getByText('For this chat only').dispatchEvent('drop', { dataTransfer: dropped })
    await expect(page.getByText('Add to Herons')).toHaveCount(0)
    await expect(chat.files).toHaveText([/wren\.txt/])
    await chat.question.fill('How much does the wren of Ulva weigh?')
    await chat.sendButton.click()
    await chat.expectConversation()
    await chat.expectEnded()
    await expect(chat.sources.filter({ hasText: 'wren.txt' })).toHaveCount(1)
    await chat.sources.filter({ hasText: 'wren.txt' }).click()
    await documents.expectMarked('The wren of Ulva weighs nine grams.')
  })

  await test.step('without documents the answer says that none was chosen', async () => {
    await sidebar.goTo('New chat')
    await expect(chat.questions).toHaveCount(0)
    await page.getByRole('button', { name: /^What is searched/ }).click()
    await page.getByRole('checkbox', { name: 'Herons' }).uncheck()
    await page.keyboard.press('Escape')
    await chat.ask('How tall is the heron of the Lune?')
    await chat.expectEnded()
    await expect(chat.answer).toContainText('Nothing searched: no documents were chosen')
    expect(provider.bodies('/v1/chat/completions', chatBodySchema).at(-1)?.messages.at(-1)?.content).toBe('How tall is the heron of the Lune?')
  })

  await test.step('with both, sources have one numbering, and what could not be read is named', async () => {
    internet.pages.set('/herons', '<title>The heron book</title><main><h1>Herons</h1><p>The heron of the Lune stands in the shallows of the Lune for hours.</p></main>')
    internet.found = ['/dead', '/herons', 'http://10.0.0.1/secret']
    await sidebar.goTo('New chat')
    await expect(chat.questions).toHaveCount(0)
    await chat.searchOnly('Herons')
    await page.getByRole('button', { name: 'Internet', exact: true }).click()
    await chat.ask('How tall is the heron of the Lune?')
    await chat.expectEnded()
    await expect(chat.answer).toContainText('2 passages in “Herons” and “Internet”')
    expect(provider.bodies('/v1/chat/completions', chatBodySchema).at(-1)?.messages.at(-1)?.content).toMatch(/\[1\] lune\.md[^]*\[2\] The heron book/)
    await chat.answer.getByText('2 pages could not be read').click()
    await expect(chat.answer).toContainText('http://10.0.0.1/secret · “10.0.0.1” is not on the public internet')
  })
})

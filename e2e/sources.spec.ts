// A source opens where it says it is, whatever kind of document it is; and what was not used says why.
import { expect, test } from '@/e2e/test'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const birds = ['Heron', 'Wren', 'Dipper', 'Curlew', 'Osprey', 'Plover', 'Teal', 'Snipe']

/** Documents of every kind that is not a PDF or a Word file, each with a question that it alone answers. */
const kinds = [
  { name: 'ferry.md', text: '# The ferry\n\n## Winter\n\nThe ferry rests at Karsund in January.\n\n## Summer\n\nIn July the ferry leaves Karsund at seven in the morning.\n', question: 'When does the ferry leave Karsund in July?', marked: 'In July the ferry leaves Karsund at seven in the morning.' },
  { name: 'quarry.txt', text: 'Nobody lives there now.\n\nThe slate of Brell was carried to Mossgate by mules.\n', question: 'Where was the slate of Brell carried?', marked: 'The slate of Brell was carried to Mossgate by mules.' },
  { name: 'birds.csv', text: `bird,weight,nests in\n${birds.map((bird, at) => `${bird},${100 + at} grams,Lindholm ${at}`).join('\n')}\n`, question: 'What is the weight of the osprey?', marked: '104 grams' },
  { name: '海堤.html', text: '<html><head><title>海堤</title></head><body><h1>海堤</h1><p>海堤于一九〇三年建成。</p><p>海堤全长两公里，高六米。</p></body></html>', question: '海堤全长多少？', marked: '海堤全长两公里，高六米。' },
] as const

test('C137 a source opens at its passage in Markdown, text, a table and a page of the web', async ({ page, account, sidebar, knowledge, documents, chat }) => {
  await account.signUp()
  await knowledge.create('All kinds')
  await knowledge.upload(kinds.map(({ name, text }) => ({ name, bytes: bytes(text) })))
  await knowledge.expectReady(kinds.map(({ name }) => name))
  for (const { name, question, marked } of kinds) {
    await test.step(name, async () => {
      await sidebar.goTo('New chat')
      await chat.ask(question)
      await chat.expectEnded()
      await chat.marker(marked).click()
      await expect(chat.source).toContainText(name)
      await documents.expectMarked(marked)
      await chat.source.getByRole('link', { name: 'Open the document' }).click()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
      await documents.expectMarked(marked)
    })
  }
})

test('a passage that was expected says why it was not used, and what brings it back', async ({ page, account, sidebar, knowledge, chat }) => {
  await account.signUp()
  await knowledge.create('All kinds')
  await knowledge.upload(kinds.map(({ name, text }) => ({ name, bytes: bytes(text) })))
  await knowledge.expectReady(kinds.map(({ name }) => name))
  await sidebar.goTo('New chat')
  await chat.ask('When does the ferry leave Karsund in July?')
  await chat.expectEnded()
  await page.reload()
  await chat.answer.getByRole('button', { name: 'Why not another passage?' }).click()
  const dialog = page.getByRole('dialog', { name: 'Why was a passage not used?' })
  await expect(dialog).toContainText('When does the ferry leave Karsund in July?')
  await dialog.getByRole('searchbox').fill('slate')
  await dialog.getByRole('listitem').filter({ hasText: 'Mossgate' }).getByRole('button', { name: 'I expected this passage' }).click()
  await expect(dialog.getByRole('status')).toContainText('Searched again now:')
  await dialog.getByRole('link', { name: 'Open in the search test' }).click()
  await expect(page).toHaveURL(/\/test\?.*Karsund/)
})

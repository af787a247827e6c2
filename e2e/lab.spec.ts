import { tramway } from '@/e2e/facts'
import type { Account } from '@/e2e/pages/Account'
import type { Knowledge } from '@/e2e/pages/Knowledge'
import type { Lab } from '@/e2e/pages/Lab'
import { expect, test } from '@/e2e/test'

/** Two passages of the document hold its words; the one that does not answer is the second. */
const second = 'The Osmere Harbour Tramway is a narrow-gauge railway'

/** Somebody asks, in the lab, for the price of a ticket. */
async function askOfTrams({ account, knowledge, lab }: { account: Account; knowledge: Knowledge; lab: Lab }): Promise<void> {
  await account.signUp()
  const path = await knowledge.create('Trams')
  await knowledge.upload([tramway.file])
  await knowledge.expectReady([tramway.file.name])
  await lab.open(path)
  await lab.ask(tramway.question)
}

test('C145 a question is asked in two ways, and an expected passage says what brings it back', async ({ page, account, knowledge, lab }) => {
  await askOfTrams({ account, knowledge, lab })
  await expect(lab.hits('A').first()).toContainText(tramway.sentence)

  await test.step('the second column differs, and says how', async () => {
    await lab.question.press('Control+Enter')
    await lab.set('B', 'Passages (k)', '1')
    await expect(lab.column('B')).toContainText('1 setting differs from the base')
    await expect(lab.hits('B')).toHaveCount(1)
    await expect(lab.column('B')).toContainText('Below this nothing is sent: 1 passage at most')
    await expect(lab.hits('A').filter({ hasText: second })).toContainText('only in A')
  })

  await test.step('a setting brings the expected passage back', async () => {
    await lab.expectPassage(lab.hits('A').filter({ hasText: second }))
    await expect(lab.expected.getByRole('group', { name: 'In B' })).toContainText('It is a candidate, but 1 other was better.')
    await lab.expected.getByRole('button', { name: 'Apply to B' }).first().click()
    await expect(lab.expected.getByRole('group', { name: 'In B' })).toContainText('It is sent as no. 2.')
    await expect(lab.hits('B')).toHaveCount(2)
  })

  await test.step('the address shows the same to whoever opens it', async () => {
    await page.reload()
    await expect(lab.hits('B')).toHaveCount(2)
    await expect(lab.expected.getByRole('group', { name: 'In B' })).toContainText('It is sent as no. 2.')
  })

  await test.step('the settings become those of the base, and back', async () => {
    await lab.column('B').getByRole('button', { name: 'Apply to this base' }).click()
    await expect(lab.column('B')).toContainText('Chats that search this base alone use these settings')
    await lab.column('B').getByRole('button', { name: 'Back to the settings before' }).click()
    await expect(lab.column('B')).toContainText('1 setting differs from the base')
  })

  await test.step('the prompt is shown as it would be sent', async () => {
    await lab.column('A').getByRole('button', { name: 'Preview the prompt' }).click()
    const prompt = page.getByRole('dialog', { name: 'What the model is sent' })
    await expect(prompt).toContainText(`Question: ${tramway.question}`)
    await expect(prompt).toContainText(tramway.sentence)
  })
})

test('a question is kept, run with two settings, and the runs are compared', async ({ page, account, knowledge, lab }) => {
  await askOfTrams({ account, knowledge, lab })
  await lab.expectPassage(lab.hits('A').filter({ hasText: second }))
  await lab.saveQuestion()
  await lab.set('A', 'Passages (k)', '1')
  await lab.openTests()
  await lab.run('base', 1)
  await lab.run('A', 2)
  await expect(page.getByRole('region', { name: 'Test questions' })).toContainText('not found')
  await lab.completeRuns.first().check()
  await lab.completeRuns.last().check()
  await expect(page.getByRole('region', { name: /beside that of/ })).toContainText('1 worse')
})

test('keys go through the passages and save the question', async ({ page, account, knowledge, lab }) => {
  await askOfTrams({ account, knowledge, lab })
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('ArrowDown')
  await expect(lab.hits('A').first().getByRole('link')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(lab.hits('A').nth(1).getByRole('link')).toBeFocused()
  await page.keyboard.press('s')
  await expect(page.getByRole('dialog', { name: 'Save as test question' })).toBeVisible()
})

test('a passage that is edited where it was found is found as it then stands', async ({ page, account, knowledge, lab }) => {
  await askOfTrams({ account, knowledge, lab })
  await lab.hits('A').first().getByRole('link').focus()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: /^Edit passage/ })
  await dialog.getByLabel('Text', { exact: true }).fill('How much does an ordinary ticket cost? Nothing on Sundays.')
  await dialog.getByRole('button', { name: 'Save the passage' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(lab.hits('A').filter({ hasText: 'Nothing on Sundays' })).toHaveCount(1)
})

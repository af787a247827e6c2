// Sources are gone through without a mouse.
import { expect, test } from '@/e2e/test'

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) })

test('C137 a marker shows its sentence, J and K go through the sources of an answer, Escape leaves them', async ({ page, account, sidebar, knowledge, chat }) => {
  await account.signUp()
  await knowledge.create('Prices')
  await knowledge.upload([file('adults.md', '# Adults\n\nAn ordinary tramway ticket costs 4.50 crowns.'), file('children.md', '# Children\n\nA tramway ticket for a child costs 2 crowns.')])
  await knowledge.expectReady(['adults.md', 'children.md'])
  await sidebar.goTo('New chat')
  await chat.ask('How much does a tramway ticket cost?')
  await chat.expectEnded()
  await expect(chat.sources).toHaveCount(2)
  await chat.marker('4.50 crowns').hover()
  await expect(page.locator('strong').filter({ hasText: 'An ordinary tramway ticket costs 4.50 crowns.' })).toBeVisible()
  await chat.sources.first().click()
  await expect(chat.source).toContainText('1 of 2')
  await page.keyboard.press('j')
  await expect(chat.source).toContainText('2 of 2')
  await page.keyboard.press('k')
  await expect(chat.source).toContainText('1 of 2')
  await page.keyboard.press('Escape')
  await expect(chat.source).toHaveCount(0)
})

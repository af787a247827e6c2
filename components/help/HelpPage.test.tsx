import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { HelpPage, type HelpAddresses } from '@/components/help/HelpPage'
import { messages } from '@/components/i18n/messages'
import { Translations } from '@/components/i18n/Translations'

const linksOf = (addresses: HelpAddresses): string[] => {
  const page = renderToStaticMarkup(
    <Translations locale="en" messages={messages.en}>
      <HelpPage {...addresses} />
    </Translations>,
  )
  return [...page.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href)
}

test('C148 S2-28 help leads to documentation, support, status and the reference of the API', () => {
  expect(linksOf({ documentation: 'https://docs.example.org', supportEmail: 'help@example.org', status: 'https://status.example.org' })).toEqual([
    'https://docs.example.org',
    '/reference',
    'mailto:help@example.org',
    'https://status.example.org',
  ])
})

test('what the operator did not name is not there', () => {
  expect(linksOf({ documentation: undefined, supportEmail: undefined, status: undefined })).toEqual(['/reference'])
})

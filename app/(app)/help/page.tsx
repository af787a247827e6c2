import type { Metadata } from 'next'
import { HelpPage } from '@/components/help/HelpPage'
import { translator } from '@/components/i18n/request'
import { config } from '@/server/config'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('shell'))('help.title') }
}

export default function Page() {
  return <HelpPage {...config.help} />
}

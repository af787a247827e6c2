import type { Metadata } from 'next'
import { translator } from '@/components/i18n/request'
import { ToolServerList } from '@/components/tools/ToolServerList'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translator('admin'))('tools.title') }
}

export default function ToolsPage() {
  return <ToolServerList />
}

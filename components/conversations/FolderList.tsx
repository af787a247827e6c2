import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { GroupHeading } from '@/components/conversations/ConversationGroup'
import { FolderGroup } from '@/components/conversations/FolderGroup'
import { useOpenFolders } from '@/components/conversations/useOpenFolders'

/** The folders, each with its conversations when it is open; nothing where there are none. */
export function FolderList({ activeId }: { activeId: string | undefined }) {
  const t = useTranslations('organise.list')
  const folders = useQuery(useTRPC().folders.list.queryOptions())
  const { isOpen, toggle } = useOpenFolders()
  if (folders.data === undefined || folders.data.length === 0) return null
  return (
    <section aria-label={t('folders')}>
      <GroupHeading>{t('folders')}</GroupHeading>
      <ul className="space-y-px">
        {folders.data.map((folder) => (
          <FolderGroup key={folder.id} folder={folder} isOpen={isOpen(folder.id)} onToggle={() => toggle(folder.id)} activeId={activeId} />
        ))}
      </ul>
    </section>
  )
}

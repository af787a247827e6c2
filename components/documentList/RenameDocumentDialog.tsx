'use client'

import { useTranslations } from 'use-intl/react'
import { useUpdateDocument } from '@/components/documentList/useUpdateDocument'
import { NameDialog } from '@/components/ui/NameDialog'

export function RenameDocumentDialog({ document, onClose }: { document: { id: string; name: string }; onClose: () => void }) {
  const t = useTranslations('knowledge')
  const update = useUpdateDocument(onClose)
  return (
    <NameDialog
      title={t('edit.renameTitle', { name: document.name })}
      description={t('table.renameText')}
      initial={document.name}
      maxLength={255}
      submitLabel={t('edit.save')}
      error={update.error?.message}
      isPending={update.isPending}
      onSubmit={(name) => update.mutate({ id: document.id, name })}
      onClose={onClose}
    />
  )
}

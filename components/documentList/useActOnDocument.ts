'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import type { DocumentAction } from '@/components/documentList/documentMenu'
import type { OpenDialog } from '@/components/documentList/DocumentDialogs'
import type { useDocumentActions } from '@/components/documentList/useDocumentActions'
import type { RouterOutputs } from '@/server/router'

type Document = RouterOutputs['documents']['get']

/** Does what a menu says with one document: at once, or by the dialog that asks for more. */
export function useActOnDocument({ retry, cancel, restart, reread, setEnabled }: ReturnType<typeof useDocumentActions>, open: (dialog: OpenDialog) => void) {
  const router = useRouter()
  return useCallback(
    (action: DocumentAction, document: Document): void => {
      switch (action) {
        case 'open':
          return router.push(`/knowledge/${document.knowledgeBaseId}/documents/${document.id}`)
        case 'download':
          return location.assign(`/api/files/${document.id}`)
        case 'read':
        case 'retry':
          return retry([document.id])
        case 'restart':
          return restart([document.id])
        case 'cancel':
          return cancel([document.id])
        case 'reread':
          return reread([document.id])
        case 'enable':
        case 'disable':
          return setEnabled([document.id], action === 'enable')
        case 'delete':
          return open({ kind: 'delete', documents: [document] })
        case 'rename':
        case 'cut':
        case 'metadata':
        case 'ledger':
        case 'report':
          return open({ kind: action, document })
      }
    },
    [router, retry, cancel, restart, reread, setEnabled, open],
  )
}

import { CutDocumentDialog } from '@/components/documentList/CutDocumentDialog'
import { DeleteDocumentsDialog } from '@/components/documentList/DeleteDocumentsDialog'
import { MetadataDialog } from '@/components/documentList/MetadataDialog'
import { RenameDocumentDialog } from '@/components/documentList/RenameDocumentDialog'
import type { Selectable } from '@/components/documentList/useSelection'
import { ReportSheet } from '@/components/documents/ReportSheet'
import { LedgerSheet } from '@/components/ledger/LedgerSheet'
import type { RouterOutputs } from '@/server/router'

type Document = RouterOutputs['documents']['get']

/** What is being asked about documents. */
export type OpenDialog = { readonly kind: 'delete'; readonly documents: readonly Selectable[] } | { readonly kind: 'rename' | 'cut' | 'metadata' | 'ledger' | 'report'; readonly document: Document }

export function DocumentDialogs({ dialog, onClose, onDeleted }: { dialog: OpenDialog; onClose: () => void; onDeleted: () => void }) {
  switch (dialog.kind) {
    case 'delete':
      return <DeleteDocumentsDialog documents={dialog.documents} onClose={onClose} onDeleted={onDeleted} />
    case 'rename':
      return <RenameDocumentDialog document={dialog.document} onClose={onClose} />
    case 'cut':
      return <CutDocumentDialog document={dialog.document} onClose={onClose} />
    case 'ledger':
      return <LedgerSheet document={dialog.document} onClose={onClose} />
    case 'report':
      return <ReportSheet document={dialog.document} onClose={onClose} />
    case 'metadata':
      return <MetadataDialog document={dialog.document} onClose={onClose} />
  }
}

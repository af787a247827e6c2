import { CircleStop, ClipboardList, Download, Eye, EyeOff, FileText, Pencil, RefreshCw, RotateCw, ScanText, Scissors, ScrollText, Tags, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { documentStateTable } from '@/server/documents/facts'
import type { Document } from '@/server/documents/schema'

export type DocumentAction = 'open' | 'download' | 'read' | 'retry' | 'restart' | 'cancel' | 'reread' | 'rename' | 'cut' | 'metadata' | 'report' | 'ledger' | 'enable' | 'disable' | 'delete'

interface DocumentMenuItem {
  readonly action: DocumentAction
  readonly icon: ReactNode
  readonly isDanger: boolean
}

const icons: Record<DocumentAction, ReactNode> = {
  open: <FileText />,
  download: <Download />,
  read: <ScanText />,
  retry: <RotateCw />,
  restart: <RotateCw />,
  cancel: <CircleStop />,
  reread: <RefreshCw />,
  rename: <Pencil />,
  cut: <Scissors />,
  metadata: <Tags />,
  report: <ClipboardList />,
  ledger: <ScrollText />,
  enable: <Eye />,
  disable: <EyeOff />,
  delete: <Trash2 />,
}

const readingActions: ReadonlySet<DocumentAction> = new Set(['open', 'download', 'report', 'ledger'])

/** What may be done with a document in its state, in the order of the menu; `mayWrite`: by somebody who may change what is in its base. */
export function documentMenu({ state, isEnabled, isStalled, activeVersion }: Pick<Document, 'state' | 'isEnabled' | 'isStalled' | 'activeVersion'>, mayWrite: boolean): DocumentMenuItem[] {
  const { canRetry, isLive } = documentStateTable[state]
  const actions: DocumentAction[] = [
    'open',
    'download',
    ...(canRetry ? ([state === 'unread' ? 'read' : 'retry'] as const) : []),
    ...(isStalled ? (['restart'] as const) : []),
    ...(isLive ? (['cancel'] as const) : (['cut'] as const)),
    ...(state === 'ready' ? (['reread'] as const) : []),
    'rename',
    'metadata',
    ...(activeVersion > 0 ? (['report'] as const) : []),
    'ledger',
    isEnabled ? 'disable' : 'enable',
    'delete',
  ]
  const possible = mayWrite ? actions : actions.filter((action) => readingActions.has(action))
  return possible.map((action) => ({ action, icon: icons[action], isDanger: action === 'delete' }))
}

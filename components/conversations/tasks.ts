import { createContext, useContext } from 'react'
import type { ConversationItem } from '@/components/conversations/useConversations'
import type { Folder } from '@/server/folders/schema'

/** What a dialog asks about. */
export type Task =
  | { readonly kind: 'rename' | 'share' | 'export' | 'details'; readonly conversation: ConversationItem }
  | { readonly kind: 'delete' | 'move'; readonly conversations: readonly ConversationItem[] }
  | { readonly kind: 'newFolder' }
  | { readonly kind: 'renameFolder' | 'deleteFolder'; readonly folder: Folder }

/** What the rows of a list share: the dialogs, and the conversations that are chosen. */
export interface ListActions {
  readonly open: (task: Task) => void
  /** null while nothing is being chosen. */
  readonly chosen: ReadonlyMap<string, ConversationItem> | null
  /** Chooses or leaves out; with `isRange` all from the one that was chosen last. Begins the choosing. */
  readonly choose: (conversation: ConversationItem, isRange?: boolean) => void
}

export const ListActionsContext = createContext<ListActions>({ open: () => undefined, chosen: null, choose: () => undefined })
export const useListActions = (): ListActions => useContext(ListActionsContext)

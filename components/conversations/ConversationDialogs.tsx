import { ConversationDetails } from '@/components/citations/ConversationDetails'
import { DeleteConversations } from '@/components/conversations/DeleteConversations'
import { DeleteFolder } from '@/components/conversations/DeleteFolder'
import { FolderDialog } from '@/components/conversations/FolderDialog'
import { MoveConversations } from '@/components/conversations/MoveConversations'
import { RenameConversation } from '@/components/conversations/RenameConversation'
import type { Task } from '@/components/conversations/tasks'
import { ExportDialog } from '@/components/exchange/ExportDialog'
import { ShareDialog } from '@/components/shares/ShareDialog'

/** The dialog of a task. `onClose` is told whether the task is done. */
export function ConversationDialogs({ task, onClose }: { task: Task; onClose: (isDone: boolean) => void }) {
  const close = (): void => onClose(false)
  switch (task.kind) {
    case 'rename':
      return <RenameConversation conversation={task.conversation} onOpenChange={close} />
    case 'details':
      return <ConversationDetails conversationId={task.conversation.id} onClose={close} />
    case 'share':
      return <ShareDialog conversationId={task.conversation.id} onClose={close} />
    case 'export':
      return <ExportDialog conversationId={task.conversation.id} onClose={close} />
    case 'delete':
      return <DeleteConversations conversations={task.conversations} onClose={onClose} />
    case 'move':
      return <MoveConversations conversations={task.conversations} onClose={onClose} />
    case 'newFolder':
      return <FolderDialog onClose={close} />
    case 'renameFolder':
      return <FolderDialog folder={task.folder} onClose={close} />
    case 'deleteFolder':
      return <DeleteFolder folder={task.folder} onClose={close} />
  }
}

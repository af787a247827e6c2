import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { ShareList } from '@/components/shares/ShareList'
import { Button } from '@/components/ui/Button'
import { Dialog } from '@/components/ui/Dialog'
import { ErrorState } from '@/components/ui/ErrorState'

/** Makes links to a conversation as it is now, and stops them. */
export function ShareDialog({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const t = useTranslations('organise.share')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const create = useMutation(trpc.shares.create.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.shares.list.pathFilter()) }))
  return (
    <Dialog open onOpenChange={onClose} title={t('title')} description={t('text')}>
      <div className="space-y-3">
        <ShareList conversationId={conversationId} />
        {create.error !== null && <ErrorState message={translated(create.error.message)} />}
        <Button variant="primary" disabled={create.isPending} onClick={() => create.mutate({ conversationId })}>
          {t(create.isPending ? 'creating' : 'create')}
        </Button>
      </div>
    </Dialog>
  )
}

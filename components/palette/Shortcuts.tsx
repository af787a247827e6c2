'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useParams, useRouter } from 'next/navigation'
import { lazy, startTransition, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import type { ShortcutAction } from '@/components/palette/shortcuts'
import { useShortcuts } from '@/components/palette/useShortcuts'
import { openBranches, openFind } from '@/components/reading/openers'
import { copyText } from '@/components/ui/copyText'
import { toast } from '@/components/ui/toast'

const Palette = lazy(() => import('@/components/palette/Palette').then((module) => ({ default: module.Palette })))
const ShortcutSheet = lazy(() => import('@/components/palette/ShortcutSheet').then((module) => ({ default: module.ShortcutSheet })))

/** The keys of the whole window, with the palette and the sheet that they open; both are fetched when they are first asked for. */
export function Shortcuts({ onToggleSidebar }: { onToggleSidebar: () => void }) {
  const t = useTranslations('organise.shortcuts')
  const router = useRouter()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { id } = useParams<{ id?: string }>()
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)

  const copyAnswer = (): void => {
    const messages = id === undefined ? undefined : queryClient.getQueryData(trpc.conversations.open.queryKey({ id }))?.messages
    const text = messages?.findLast(({ role, content }) => role === 'assistant' && content !== '')?.content
    if (text === undefined) toast(t('nothingToCopy'))
    else void copyText(text).then((isCopied) => (isCopied ? toast(t('copied')) : undefined))
  }
  const act = (action: ShortcutAction): boolean => {
    switch (action) {
      case 'palette':
      case 'help':
        // As a transition it is shown as soon as it is fetched; React holds back what takes the place of a fallback.
        startTransition(() => setOpen(action))
        return true
      case 'newChat':
        router.push('/')
        return true
      case 'composer':
        document.querySelector<HTMLTextAreaElement>('main textarea')?.focus()
        return true
      case 'find':
        return openFind()
      case 'branches':
        return openBranches()
      case 'copy':
        copyAnswer()
        return true
      case 'sidebar':
        onToggleSidebar()
        return true
    }
  }
  useShortcuts(act)
  return (
    <Suspense>
      {open === 'palette' && (
        <Palette
          onClose={() => setOpen(null)}
          onAct={(action) => {
            setOpen(null)
            act(action)
          }}
        />
      )}
      {open === 'help' && <ShortcutSheet onClose={() => setOpen(null)} />}
    </Suspense>
  )
}

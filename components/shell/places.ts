import { BookText, Bot, type LucideIcon, MessageSquare, Settings, ShieldCheck } from 'lucide-react'

interface Place {
  key: 'chat' | 'assistants' | 'knowledge' | 'settings' | 'admin'
  href: string
  icon: LucideIcon
  isHere: (path: string) => boolean
  /** Seldom the next page: its code is not fetched ahead. */
  isRare?: true
}

export const isChat = (path: string): boolean => path === '/' || path.startsWith('/c/')

/** Where the sidebar and the rail lead, administrators one place further; Chat goes back to the conversation that was open last. */
export function placesWith(chatHref: string, isAdmin: boolean): readonly Place[] {
  return [
    { key: 'chat', href: chatHref, icon: MessageSquare, isHere: isChat },
    { key: 'assistants', href: '/assistants', icon: Bot, isHere: (path) => path.startsWith('/assistants') },
    { key: 'knowledge', href: '/knowledge', icon: BookText, isHere: (path) => path.startsWith('/knowledge') },
    { key: 'settings', href: '/settings', icon: Settings, isHere: (path) => path.startsWith('/settings'), isRare: true },
    ...(isAdmin ? [{ key: 'admin', href: '/admin', icon: ShieldCheck, isHere: (path: string) => path.startsWith('/admin'), isRare: true } as const] : []),
  ]
}

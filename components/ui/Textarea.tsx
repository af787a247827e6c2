import type { ComponentProps } from 'react'
import { fieldClass } from '@/components/ui/Input'

export function Textarea({ className = '', rows = 3, ...props }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} className={`${fieldClass} resize-y py-1.5 ${className}`} {...props} />
}

import type { ReactNode } from 'react'
import { SettingsNav } from '@/components/settings/SettingsNav'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-5xl gap-x-10 px-4 py-6 md:grid md:grid-cols-[10rem_minmax(0,1fr)] md:px-8">
      <SettingsNav />
      <div className="min-w-0">{children}</div>
    </div>
  )
}

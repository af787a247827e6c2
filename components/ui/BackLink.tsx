import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** The way up, above the title of a page; a finger finds more of it than the eye. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="-ml-1 inline-flex max-w-full items-center gap-0.5 self-start text-ink-muted hover:text-ink pointer-coarse:-my-2.5 pointer-coarse:min-h-10"
    >
      <ChevronLeft aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
      <span className="truncate">{children}</span>
    </Link>
  )
}

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { documentHref, type OpenCitation, webHref } from '@/components/citations/openCitation'

/** While a source is open: J and K step through the sources, O opens the document, Esc closes. Not while somebody types. */
export function useCitationKeys(open: OpenCitation | null): void {
  const router = useRouter()
  useEffect(() => {
    if (open === null) return
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
      if (event.key === 'Escape') return open.close()
      if (isTyping(event.target)) return
      const href = documentHref(open.citation)
      const web = webHref(open.citation)
      if (event.key === 'j' || event.key === 'J') open.step(1)
      else if (event.key === 'k' || event.key === 'K') open.step(-1)
      else if ((event.key === 'o' || event.key === 'O') && href !== null) router.push(href)
      else if ((event.key === 'o' || event.key === 'O') && web !== null) window.open(web, '_blank', 'noopener,noreferrer')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [open, router])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

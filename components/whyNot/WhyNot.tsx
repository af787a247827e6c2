import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Message } from '@/components/chat/turnStream'

const WhyNotDialog = lazy(() => import('@/components/whyNot/WhyNotDialog').then((module) => ({ default: module.WhyNotDialog })))

/** The way to ask why an answer does not rest on another passage; nothing where no base was searched. */
export function WhyNot({ answer }: { answer: Message }) {
  const t = useTranslations('sources.why')
  const [isOpen, setIsOpen] = useState(false)
  const retrieval = answer.activity?.retrieval ?? null
  if (retrieval === null || retrieval.knowledgeBaseIds.length === 0) return null
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)} className="rounded-control text-left text-ink-muted hover:text-ink hover:underline pointer-coarse:py-2.5">
        {t('open')}
      </button>
      <Suspense>{isOpen && <WhyNotDialog retrieval={retrieval} citations={answer.citations} onClose={() => setIsOpen(false)} />}</Suspense>
    </>
  )
}

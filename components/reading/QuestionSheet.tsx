import { Search } from 'lucide-react'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { type AskedQuestion, useQuestionHere } from '@/components/reading/questions'
import { Button } from '@/components/ui/Button'
import { Sheet } from '@/components/ui/Sheet'

interface QuestionSheetProps {
  questions: readonly AskedQuestion[]
  scroller: RefObject<HTMLElement | null>
  onGo: (id: string) => void
  onFind: () => void
  onClose: () => void
}

/** The reader's questions as a list from below, where there is no room for the rail. */
export function QuestionSheet({ questions, scroller, onGo, onFind, onClose }: QuestionSheetProps) {
  const t = useTranslations('reading')
  const here = useQuestionHere(scroller, questions)
  const list = useRef<HTMLOListElement>(null)
  useLayoutEffect(() => {
    if (here !== undefined) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' })
  }, [here])
  return (
    <Sheet open side="bottom" title={t('questions.label')} onOpenChange={onClose}>
      <div className="sticky top-0 border-b border-line bg-ground px-2 py-1">
        <Button variant="ghost" onClick={onFind}>
          <Search aria-hidden className="size-4 stroke-[1.75]" />
          {t('find.label')}
        </Button>
      </div>
      <ol ref={list} className="p-2">
        {questions.map(({ id, text }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === here ? 'location' : undefined}
              onClick={() => onGo(id)}
              className="line-clamp-2 w-full rounded-control px-2 py-1.5 text-left break-words hover:bg-ink/6 aria-[current]:text-accent pointer-coarse:py-2.5"
            >
              {text}
            </button>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

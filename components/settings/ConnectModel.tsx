'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import { buttonClass } from '@/components/ui/Button'
import { CopyButton } from '@/components/ui/CopyButton'

/** How more models come to be offered: administrators are led to where they add them, others are told whom to ask. */
export function ConnectModel({ isAdmin }: { isAdmin: boolean }) {
  const t = useTranslations('shell.settings.models')
  return (
    <div>
      <h2 className="font-medium">{t('connect')}</h2>
      <p className="mt-1 text-ink-muted">{t(isAdmin ? 'connectAdmin' : 'connectOthers')}</p>
      {isAdmin && (
        <>
          <Link href="/admin/models" className={`${buttonClass()} mt-3`}>
            {t('toAdmin')}
          </Link>
          <details className="mt-4">
            <summary className="cursor-pointer py-1 text-ink-muted">{t('byFile')}</summary>
            <EnvironmentLines />
          </details>
        </>
      )}
    </div>
  )
}

/** The lines of .env that connect a model, ready to be copied. */
function EnvironmentLines() {
  const t = useTranslations('shell.settings.models')
  const lines = [
    `# ${t('snippet.openai')}`,
    'OPENAI_API_KEY=',
    `# ${t('snippet.compatible')}`,
    '# OPENAI_BASE_URL=https://models.example.com/v1',
    `# ${t('snippet.ollama')}`,
    '# OLLAMA_BASE_URL=http://127.0.0.1:11434',
    `# ${t('snippet.chat')}`,
    '# CHAT_MODEL=gpt-5-mini',
    `# ${t('snippet.embedding')}`,
    '# EMBEDDING_MODEL=text-embedding-3-small',
  ].join('\n')
  return (
    <>
      <p className="mt-1 text-ink-muted">{t('connectText')}</p>
      <div className="relative mt-3">
        <pre aria-label={t('snippetLabel')} className="rounded-control bg-raised py-3 pr-12 pl-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
          {lines}
        </pre>
        <CopyButton text={lines} className="absolute top-1.5 right-1.5" />
      </div>
    </>
  )
}

'use client'

import { useTranslations } from 'use-intl/react'
import { CopyButton } from '@/components/ui/CopyButton'

/** The lines of .env that connect a model, ready to be copied. */
export function ConnectModel() {
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
    <div>
      <h2 className="font-medium">{t('connect')}</h2>
      <p className="mt-1 text-ink-muted">{t('connectText')}</p>
      <div className="relative mt-3">
        <pre aria-label={t('snippetLabel')} className="rounded-control bg-raised py-3 pr-12 pl-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
          {lines}
        </pre>
        <CopyButton text={lines} className="absolute top-1.5 right-1.5" />
      </div>
    </div>
  )
}

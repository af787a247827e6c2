'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { TryOperation } from '@/components/reference/TryOperation'
import type { ReferenceOperation } from '@/server/rest/schema'

const code = 'overflow-x-auto rounded-control bg-raised p-3 font-mono text-xs whitespace-pre'

/** One operation: a line, and behind it what it takes and gives. */
export function Operation({ operation }: { operation: ReferenceOperation }) {
  const t = useTranslations('reference')
  const [isOpen, setIsOpen] = useState(false)
  const { method, path, summary, description, scope, parameters, body, answers } = operation
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 py-2">
        <code className="w-14 font-semibold">{method}</code>
        <code className="break-all">{path}</code>
        <span className="text-ink-muted">{summary}</span>
      </summary>
      {isOpen && (
        <div className="flex flex-col gap-4 pb-5 md:pl-4">
          {description !== null && <p>{description}</p>}
          <p>{scope === null ? t('noScope') : t('scope', { scope })}</p>
          {parameters.length > 0 && (
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
              {parameters.map(({ name, in: where, isRequired, type }) => (
                <div key={name} className="contents">
                  <dt>
                    <code>{name}</code>
                  </dt>
                  <dd className="text-ink-muted">
                    <code className="break-words">{type}</code> · {where}
                    {isRequired && ` · ${t('required')}`}
                  </dd>
                </div>
              ))}
            </dl>
          )}
          {body !== null && (
            <div>
              <p className="pb-1">{t('body', { mediaType: body.mediaType })}</p>
              <pre tabIndex={0} aria-label={t('body', { mediaType: body.mediaType })} className={code}>
                {body.type}
              </pre>
            </div>
          )}
          <div>
            <p className="pb-1">{t('gives')}</p>
            <pre tabIndex={0} aria-label={t('gives')} className={code}>
              {answers.map(({ status, description: what, type }) => `${status} ${type === '' ? what : type}`).join('\n')}
            </pre>
          </div>
          <TryOperation operation={operation} />
        </div>
      )}
    </details>
  )
}

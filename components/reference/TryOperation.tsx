'use client'

import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '@/components/ui/Button'
import { CopyButton } from '@/components/ui/CopyButton'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Textarea } from '@/components/ui/Textarea'
import type { ReferenceOperation } from '@/server/rest/schema'

/** Where an operation is with its parameters filled in; what is left empty is left out of the query. */
function addressOf({ path, parameters }: ReferenceOperation, values: Readonly<Record<string, string>>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_part, name: string) => encodeURIComponent(values[name] ?? ''))
  const query = new URLSearchParams(parameters.flatMap(({ name, in: where }) => (where === 'query' && (values[name] ?? '') !== '' ? [[name, values[name] ?? '']] : [])))
  return `/api/rest${filled}${query.size === 0 ? '' : `?${query}`}`
}

/** The same call for a terminal. */
function curlOf({ method, body }: ReferenceOperation, address: string, text: string): string {
  const data = body?.example == null ? '' : ` \\\n  -H 'content-type: application/json' \\\n  -d '${text.replaceAll("'", "'\\''")}'`
  return `curl -X ${method} '${window.location.origin}${address}' \\\n  -H "Authorization: Bearer $PARLEY_API_KEY"${data}`
}

/** Sends an operation with the session of who looks, and shows what comes back. */
export function TryOperation({ operation }: { operation: ReferenceOperation }) {
  const t = useTranslations('reference')
  const { method, parameters, body } = operation
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [text, setText] = useState(body?.example ?? '')
  const [answer, setAnswer] = useState<{ status: string; text: string }>()
  const [isSending, setIsSending] = useState(false)
  if (body !== null && body.example === null) return <p className="text-ink-muted">{t('notHere')}</p>
  const address = addressOf(operation, values)

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsSending(true)
    try {
      const response = await fetch(address, { method, ...(body === null ? {} : { headers: { 'content-type': 'application/json' }, body: text }) })
      setAnswer({ status: String(response.status), text: pretty(await response.text()) })
    } catch {
      setAnswer({ status: '–', text: t('unreachable') })
    } finally {
      setIsSending(false)
    }
  }

  return (
    <form onSubmit={(event) => void send(event)} className="flex flex-col gap-3">
      {parameters
        .filter(({ in: where }) => where !== 'header')
        .map(({ name, isRequired }) => (
          <Field key={name} label={name}>
            {(control) => <Input {...control} required={isRequired} value={values[name] ?? ''} onChange={(event) => setValues({ ...values, [name]: event.target.value })} />}
          </Field>
        ))}
      {body !== null && (
        <Field label={t('jsonBody')}>{(control) => <Textarea {...control} rows={Math.min(12, text.split('\n').length + 1)} spellCheck={false} className="font-mono text-xs" value={text} onChange={(event) => setText(event.target.value)} />}</Field>
      )}
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" disabled={isSending}>
          {t('send')}
        </Button>
        <CopyButton label={t('copyCurl')} text={curlOf(operation, address, text)} />
      </div>
      <div role="status">
        {answer !== undefined && (
          <pre tabIndex={0} aria-label={t('answer')} className="max-h-96 overflow-auto rounded-control bg-raised p-3 font-mono text-xs whitespace-pre-wrap">
            {`${answer.status}\n${answer.text}`}
          </pre>
        )}
      </div>
    </form>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

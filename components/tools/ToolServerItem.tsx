'use client'

import { useMutation } from '@tanstack/react-query'
import { MoreHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { useTRPC } from '@/components/api/trpc'
import { useServerSentence } from '@/components/i18n/useServerSentence'
import { useToolServersChanged } from '@/components/tools/useToolServersChanged'
import { Button } from '@/components/ui/Button'
import { Checkbox } from '@/components/ui/Checkbox'
import { ConfirmDialog } from '@/components/ui/ConfirmDialog'
import { ErrorState } from '@/components/ui/ErrorState'
import { IconButton } from '@/components/ui/IconButton'
import { Menu } from '@/components/ui/Menu'
import type { RouterOutputs } from '@/server/router'

type ToolServer = RouterOutputs['tools']['list'][number]

/** One tool server, with its tools to approve once it was asked for them. */
export function ToolServerItem({ server }: { server: ToolServer }) {
  const t = useTranslations('admin.tools')
  const translated = useServerSentence()
  const trpc = useTRPC()
  const changed = useToolServersChanged()
  const [isRemoving, setIsRemoving] = useState(false)
  const test = useMutation(trpc.tools.test.mutationOptions())
  const update = useMutation(trpc.tools.update.mutationOptions({ onSuccess: changed }))
  const remove = useMutation(trpc.tools.remove.mutationOptions({ onSuccess: changed }))
  const { id, name, url, headerNames, isEnabled, approvedTools } = server
  const failure = test.error ?? update.error ?? remove.error
  const listed = test.data?.tools ?? []
  const shown = test.data === undefined ? [] : [...listed, ...approvedTools.filter((approved) => !listed.some((tool) => tool.name === approved)).map((gone) => ({ name: gone, description: t('gone') }))]
  const approve = (tool: string, isApproved: boolean): void => update.mutate({ id, approvedTools: isApproved ? [...approvedTools, tool] : approvedTools.filter((other) => other !== tool) })
  return (
    <li className="flex items-start gap-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{name}</span>
          {!isEnabled && <span className="text-warn">{t('off')}</span>}
        </p>
        <p className="break-all text-ink-muted">{url}</p>
        {headerNames === null ? <p className="text-warn">{t('headersLost')}</p> : headerNames.length > 0 && <p className="text-ink-muted">{t('headers', { names: headerNames.join(', ') })}</p>}
        <p className="text-ink-muted">{approvedTools.length === 0 ? t('approvedNone') : t('approved', { names: approvedTools.join(', ') })}</p>
        {test.data !== undefined && (
          <p role="status" className={test.data.isWorking ? 'text-ink-muted' : 'text-warn'}>
            {translated(test.data.message)}
          </p>
        )}
        {shown.length > 0 && (
          <ul className="mt-2 flex flex-col gap-2">
            {shown.map((tool) => (
              <li key={tool.name}>
                <Checkbox label={t('approve', { name: tool.name })} checked={approvedTools.includes(tool.name)} disabled={update.isPending} onChange={(event) => approve(tool.name, event.target.checked)} />
                {tool.description !== '' && <p className="ml-6 whitespace-pre-line text-ink-muted">{tool.description}</p>}
              </li>
            ))}
          </ul>
        )}
        {failure !== null && <ErrorState message={failure.message} />}
        {test.data === undefined && (
          <Button className="mt-2" onClick={() => test.mutate({ id })} disabled={test.isPending}>
            {t('show')}
          </Button>
        )}
      </div>
      <Menu
        trigger={
          <IconButton label={t('more', { name })}>
            <MoreHorizontal />
          </IconButton>
        }
        items={[
          { label: t('show'), onSelect: () => test.mutate({ id }) },
          { label: t(isEnabled ? 'switchOff' : 'switchOn'), onSelect: () => update.mutate({ id, isEnabled: !isEnabled }) },
          { label: t('remove'), onSelect: () => setIsRemoving(true), isDanger: true },
        ]}
      />
      <ConfirmDialog open={isRemoving} onOpenChange={setIsRemoving} title={t('removeTitle', { name })} description={t('removeText')} confirmLabel={t('removeConfirm')} onConfirm={() => remove.mutate({ id })} isPending={remove.isPending} />
    </li>
  )
}

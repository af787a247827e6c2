import { useEffect, useRef, useState } from 'react'
import type { Waiting } from '@/components/attachments/attachmentStore'
import type { Attach } from '@/components/attachments/useAttach'

const hasFailed = ({ state }: Waiting): boolean => state === 'failed'
const idsOf = (files: readonly Waiting[]): string[] => files.flatMap(({ id, state }) => (state === 'ready' && id !== null ? [id] : []))

/**
 * The ids of the files that go with a question, once all of them are read. null: it is not to be sent yet, because somebody thought
 * better of it (`stop`), or because one of them turned out to be unreadable (`onFailed`); those that failed before are left out.
 */
export function useFilesToSend({ waiting, settled }: Attach, onFailed: () => void) {
  const [isWaiting, setIsWaiting] = useState(false)
  const stopping = useRef<AbortController | null>(null)
  useEffect(() => () => stopping.current?.abort(), [])

  async function filesToSend(): Promise<string[] | null> {
    if (waiting.every(({ state }) => state === 'ready' || state === 'failed')) return idsOf(waiting)
    const controller = new AbortController()
    stopping.current = controller
    setIsWaiting(true)
    const files = await settled(controller.signal).catch(() => null)
    setIsWaiting(false)
    if (files === null) return null
    if (files.filter(hasFailed).length <= waiting.filter(hasFailed).length) return idsOf(files)
    onFailed()
    return null
  }
  return { isWaiting, filesToSend, stop: () => stopping.current?.abort() }
}

/** What a try of a connection said. */
export function ConnectionLine({ told }: { told: { text: string; isWorking: boolean | null } | undefined }) {
  const colour = told?.isWorking == null ? 'text-ink-muted' : told.isWorking ? 'text-ok' : 'text-danger'
  return (
    <p role="status" className={`${colour} empty:hidden`}>
      {told?.text}
    </p>
  )
}

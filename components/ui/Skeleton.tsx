/** The shape of what is being loaded; show it after a delay (useDelayed), so that quick answers do not flicker. */
export function Skeleton({ className = 'h-4 w-full' }: { className?: string }) {
  return <div aria-hidden className={`animate-pulse rounded-control bg-ink/8 ${className}`} />
}

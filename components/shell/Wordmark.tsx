/** The name beside its sign: something said, with its source marked. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2 text-[0.9375rem] font-semibold">
      <svg viewBox="0 0 32 32" aria-hidden className="size-5">
        <path className="fill-accent" d="M7 3h18a5 5 0 0 1 5 5v12a5 5 0 0 1-5 5H14l-6.4 5.1A1 1 0 0 1 6 29.3V25a4.9 4.9 0 0 1-4-5V8a5 5 0 0 1 5-5Z" />
        <path className="stroke-on-accent" strokeWidth="3" strokeLinecap="round" d="M9 10.5h14M9 17.5h8" />
      </svg>
      Parley
    </span>
  )
}

/** The look of what is chosen below the composer. */
export const chipClass =
  'inline-flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-control px-2 text-ink-muted transition-colors hover:bg-ink/6 hover:text-ink aria-expanded:bg-ink/6 aria-expanded:text-ink pointer-coarse:h-10 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75]'

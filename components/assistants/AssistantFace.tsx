const sizes = { sm: 'size-5 text-[0.625rem]', md: 'size-8 text-xs', lg: 'size-12 text-base' } as const

/** The picture or the letters of an assistant; without any, the first letter of its name. For the eye only: its name stands beside it. */
export function AssistantFace({ name, avatar, size = 'md' }: { name: string; avatar: string | null; size?: keyof typeof sizes }) {
  const shape = `inline-flex shrink-0 items-center justify-center overflow-clip rounded-full bg-accent/12 font-medium text-accent select-none ${sizes[size]}`
  return (
    <span aria-hidden className={shape}>
      {/* oxlint-disable-next-line nextjs/no-img-element -- a data URL, which nothing could make smaller */}
      {avatar?.startsWith('data:') === true ? <img src={avatar} alt="" className="size-full object-cover" /> : <span>{avatar ?? firstLetter(name)}</span>}
    </span>
  )
}

const firstLetter = (name: string): string => (new Intl.Segmenter().segment(name)[Symbol.iterator]().next().value?.segment ?? '').toUpperCase()

const headingLine = /^(#{1,6} .*)$/m

/** The text of a document with its Markdown headings set off; every character stays, so that it can be copied and counted. */
export function TextWithHeadings({ text }: { text: string }) {
  return text.split(headingLine).map((part, at) => {
    if (at % 2 === 0) return part
    const sign = part.slice(0, part.indexOf(' ') + 1)
    return (
      <strong key={at} className="font-semibold">
        <span className="font-normal text-ink-muted">{sign}</span>
        {part.slice(sign.length)}
      </strong>
    )
  })
}

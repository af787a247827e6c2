/** A title as the name of a file on every system. */
export function fileName(title: string): string {
  const plain = title.replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 80)
  return plain.replaceAll(/^\.+|[. ]+$/g, '') || 'chat'
}

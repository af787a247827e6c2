import { headerText } from '@/server/files/headerText'

/** The headers of a file that is made for whoever asks. */
export function downloadHeaders(name: string, mediaType: string): Record<string, string> {
  return {
    'content-type': `${mediaType}; charset=utf-8`,
    'content-disposition': `attachment; filename*=UTF-8''${headerText(name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  }
}

/** A title as the name of a file on every system. */
export function fileName(title: string): string {
  const plain = title.replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 80)
  return plain.replaceAll(/^\.+|[. ]+$/g, '') || 'chat'
}

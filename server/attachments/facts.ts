/** Files that one question may bring. */
export const maxAttachments = 20

/** The images that models take, and that a browser shows without running anything of them; by their extensions. */
export const imageTypes = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif' } as const satisfies Record<string, string>
/** Bytes: what the providers take. */
export const maxImageBytes = 10_000_000

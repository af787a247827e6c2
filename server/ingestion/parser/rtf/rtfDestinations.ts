/** Groups whose text is not the text of the document. */
export const silent = new Set([
  ...['colortbl', 'info', 'pict', 'nonshppict', 'objdata', 'themedata', 'colorschememapping', 'latentstyles', 'datastore', 'generator', 'xmlnstbl', 'mmathPr'],
  ...['listtable', 'listoverridetable', 'revtbl', 'rsidtbl', 'filetbl', 'fldinst', 'bkmkstart', 'bkmkend', 'sp', 'tc', 'xe', 'annotation', 'atnid', 'atnauthor'],
  ...['header', 'headerl', 'headerr', 'headerf', 'footer', 'footerl', 'footerr', 'footerf', 'ftnsep', 'ftnsepc', 'aftnsep', 'aftnsepc', 'template', 'private'],
])

/** Groups that programs may pass over, and that hold text all the same: text boxes, and text for programs that know Unicode. */
export const spoken = new Set(['shpinst', 'shptxt', 'ud'])

/** Characters that have a word of their own. */
export const characters: Readonly<Record<string, string>> = {
  ...{ tab: '\t', emdash: '—', endash: '–', bullet: '•', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', emspace: ' ', enspace: ' ', qmspace: ' ' },
  ...{ '~': '\u00a0', _: '-', '\\': '\\', '{': '{', '}': '}' },
}

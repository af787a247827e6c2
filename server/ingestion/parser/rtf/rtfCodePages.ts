/** Encodings by the Windows code pages that RTF names, as labels of the WHATWG Encoding Standard; the others are 1250 to 1258 under their own numbers. */
const codePages: Readonly<Record<number, string>> = { 866: 'ibm866', 874: 'windows-874', 932: 'shift_jis', 936: 'gb18030', 949: 'euc-kr', 950: 'big5', 10_000: 'macintosh', 54_936: 'gb18030', 65_001: 'utf-8' }

/** Code pages by the character sets that fonts name. */
const charsets: Readonly<Record<number, number>> = { 77: 10_000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250 }

/** The encoding of a code page; Western for one that is not known. */
export function encodingOfCodePage(codePage: number): string {
  return codePages[codePage] ?? (codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : 'windows-1252')
}

/** The encoding of a font's character set; undefined where it follows the document. */
export function encodingOfCharset(charset: number): string | undefined {
  const codePage = charsets[charset]
  return codePage === undefined ? undefined : encodingOfCodePage(codePage)
}

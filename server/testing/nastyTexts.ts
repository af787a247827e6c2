// Texts, data, mails and web pages as nobody should write them (see nastyFiles.ts).
import { encode } from 'iconv-lite'
import type { NastyFile } from '@/server/testing/nastyFiles'

const chinese = '青榆岛的海堤建于一八七四年，由当地渔民用玄武岩砌成。每年农历三月，岛上举行护堤节，家家户户在堤上挂红灯笼。\n'
const japanese = 'これは島の堤防についての文章です。毎年三月に祭りがあり、家々は赤い提灯を飾ります。カタカナも読めます。\n'
const french = 'Le café près de la forêt était fermé à cause de la grève générale.\n'
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const parts = (depth: number) => Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`).join('')

const encodings: readonly NastyFile[] = [
  { name: 'gb18030.txt', make: () => encode(chinese, 'gb18030'), reads: chinese.trim() },
  { name: 'shift-jis.txt', make: () => encode(japanese, 'shift_jis'), reads: japanese.trim() },
  { name: 'latin-1.txt', make: () => encode(french, 'latin1'), reads: french.trim() },
  { name: 'utf-16 without a mark.txt', make: () => encode(chinese, 'utf16le'), reads: chinese.trim() },
  { name: 'utf-16.csv', make: () => encode('姓名\t城市\n王芳\t青榆岛\n', 'utf16be', { addBOM: true }), reads: '| 王芳 | 青榆岛 |' },
  { name: 'gb18030.csv', make: () => encode(`姓名,说明\n王芳,${chinese}`, 'gb18030'), reads: '| 姓名 | 说明 |\n| 王芳 | 青榆岛' },
  { name: 'shift-jis.json', make: () => encode(JSON.stringify([{ 文: japanese.trim() }, { 文: '町' }]), 'shift_jis'), reads: `| ${japanese.trim()} |` },
  { name: 'a line in another encoding.log', make: () => Buffer.concat([Buffer.from(chinese.repeat(3)), encode(chinese, 'gb18030'), Buffer.from(chinese)]), reads: chinese.repeat(3) },
  { name: 'half one, half another.txt', make: () => Buffer.concat([encode(chinese.repeat(5), 'gb18030'), Buffer.from(french.repeat(5))]), reads: 'Le caf' },
  { name: 'an encoding that lies.html', make: () => `<meta charset="iso-8859-1"><p>${chinese}</p>`, reads: chinese.trim() },
  { name: 'an encoding nobody knows.html', make: () => '<meta charset="klingon"><p>words</p>', reads: 'words' },
  { name: 'NUL.txt', make: () => `${'an ordinary line of text\n'.repeat(10)}a\0b`, reads: 'ab' },
  { name: 'noise.txt', make: () => Uint8Array.from({ length: 5_000 }, (_, at) => (at * at * 31 + at * 7) % 256), fails: 'This file holds no text' },
  { name: 'blank.txt', make: () => ' \n\u3000\n\t', fails: 'No text was found in this file' },
  { name: 'a video.ts', make: () => Uint8Array.from({ length: 5_000 }, (_, at) => (at % 188 === 0 ? 0x47 : (at * 97 + at * at) % 256)), fails: 'This file holds no text' },
]

const endless: readonly NastyFile[] = [
  { name: 'one line of 5 MB.txt', make: () => 'word '.repeat(1_000_000), reads: 'word word' },
  { name: '5 MB without a space.txt', make: () => 'x'.repeat(5_000_000), reads: 'xxxx' },
  { name: 'a line of spaces.md', make: () => `# ${' '.repeat(1_000_000)}x\n# ok`, reads: '# ok' },
  { name: 'one row of a million cells.csv', make: () => `a,b\n${'1,'.repeat(1_000_000)}`, reads: '| a | b |' },
  { name: 'a million rows of nothing.csv', make: () => `a,b\n${','.repeat(3)}\n`.repeat(600_000), reads: '| a | b |', warns: ['Only the first'] },
  { name: 'quotes that nobody closes.csv', make: () => `a,b\n${'"x,'.repeat(300_000)}\n`, reads: '| a | b |' },
  { name: 'names of objects.csv', make: () => '__proto__,constructor,toString\n1,2,3', reads: '| __proto__ | constructor | toString |\n| 1 | 2 | 3 |' },
  { name: 'names of objects.json', make: () => '[{"__proto__":{"x":1}},{"constructor":{"prototype":2}}]', reads: '__proto__.x: 1' },
  { name: 'a hundred thousand lists in each other.json', make: () => nested(100_000), reads: '[[[[', warns: ['could not be understood as JSON'] },
  { name: 'cut.json', make: () => '{"a": [1, 2', reads: '{"a": [1, 2', warns: ['could not be understood as JSON'] },
  { name: 'half a character.json', make: () => '[{"a":"x\\ud83dy\\u0000z"}]', reads: 'xyz' },
  { name: 'cut.jsonl', make: () => '{"a":1}\n{"a":2}\n{"a":', reads: '{"a":2}', warns: ['could not be understood as JSON'] },
  { name: 'twenty thousand boxes in each other.html', make: () => `${'<div>'.repeat(20_000)}deep`, reads: 'deep' },
  { name: 'a script that nobody closes.html', make: () => '<p>seen</p><script>var x = "', reads: 'seen' },
  { name: 'a title that is empty.xhtml', make: () => '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>seen</body></html>', reads: 'seen' },
  { name: 'cells over a million rows.html', make: () => '<table><tr><td rowspan="1000000" colspan="1000000">a<td>b</table><p>end', reads: 'end' },
  { name: 'a hundred thousand groups in each other.rtf', make: () => `{\\rtf1 ${'{'.repeat(100_000)}`, fails: 'This RTF file is built in a way that is not safe to read' },
  { name: 'a picture of a gigabyte.rtf', make: () => '{\\rtf1 before\\bin1000000000 after}', reads: 'before' },
  { name: 'more ends than beginnings.rtf', make: () => `{\\rtf1 ${'}'.repeat(100_000)} text`, reads: 'text' },
  { name: 'a thousand parts in each other.eml', make: () => `Subject: x\n${parts(1_000)}`, fails: 'This e-mail is built in a way that is not safe to read' },
  { name: 'a head of 5 MB.eml', make: () => `Subject: x\nX-Long: ${'y'.repeat(5_000_000)}\n\nbody`, fails: 'This e-mail is built in a way that is not safe to read' },
  { name: 'forwarded thirty times.eml', make: () => Array.from({ length: 30 }, (_, at) => `Subject: number ${at}\nContent-Type: message/rfc822\n\n`).join('') + 'Subject: last\n\nend', reads: 'number 0' },
  { name: 'broken base64.eml', make: () => 'Subject: x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\naGVsbG8gd29ybGQ*!=\n', reads: 'Subject: x' },
  { name: 'an unknown encoding.eml', make: () => 'Subject: =?klingon?B?eHl6?=\nContent-Type: text/plain; charset=klingon\n\nplain words\n', reads: 'plain words' },
]

export const nastyTexts: readonly NastyFile[] = [...encodings, ...endless]

import PostalMime from 'postal-mime'
import type { Address, Email } from 'postal-mime'
import { decodeText } from '@/server/ingestion/parser/encoding'
import { htmlPage } from '@/server/ingestion/parser/html/html'
import { cleanText, UnreadableFile } from '@/server/ingestion/parser/reading'
import type { Page, Reading } from '@/server/ingestion/parser/reading'

/**
 * An e-mail (RFC 5322, MIME): who wrote what to whom and when, a line each, then an empty line and its text. The subject is its heading.
 * Attachments are named, not read; messages that it forwards are part of its text.
 */
export async function readEmail(bytes: Uint8Array): Promise<Reading> {
  const email = await parse(inUtf8(bytes))
  if ([email.from, email.to, email.subject, email.date, email.messageId].every((field) => field === undefined)) {
    throw new UnreadableFile('This file is named .eml but is not an e-mail; check it and upload it again')
  }
  const subject = oneLine(email.subject ?? '')
  const head = `${headOf(email, subject)}\n\n`
  const { text, headings } = bodyOf(email)
  const below = headings.map((heading) => ({ ...heading, level: heading.level + 1, offset: heading.offset + head.length }))
  return { pageCount: null, pages: [{ page: null, text: head + text, headings: subject === '' ? below : [{ offset: 0, level: 1, title: subject }, ...below] }] }
}

async function parse(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes)
  } catch (cause) {
    throw new UnreadableFile('This e-mail is built in a way that is not safe to read; save its text as a new file and upload that', { cause })
  }
}

/** An e-mail says itself in what its parts are written, or is ASCII. One that is neither was saved as text, in any encoding. */
function inUtf8(bytes: Uint8Array): Uint8Array {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const saysEncoding = /charset=/i.test(message.toString('latin1'))
  return saysEncoding || bytes.every((byte) => byte > 0 && byte < 0x80) ? bytes : new TextEncoder().encode(decodeText(bytes))
}

function headOf({ from, to = [], cc = [], headers, attachments }: Email, subject: string): string {
  const attached = attachments.flatMap(({ filename, related }) => (filename === null || related === true ? [] : [filename]))
  // As it was sent: its time zone says more than the same moment in ours.
  const date = headers.find(({ key }) => key === 'date')?.value ?? ''
  const fields = { Subject: subject, From: from === undefined ? '' : written(from), To: to.map(written).join(', '), Cc: cc.map(written).join(', '), Date: date, Attachments: attached.join(', ') }
  return Object.entries(fields)
    .flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${oneLine(value)}`]))
    .join('\n')
}

function written({ name, address, group }: Address): string {
  if (group !== undefined) return `${name}: ${group.map(written).join(', ')}`
  return name === '' ? address : `${name} <${address}>`
}

function bodyOf({ text = '', html }: Email): Page {
  const plain = cleanText(text).trim()
  return plain === '' && html !== undefined ? htmlPage(cleanText(html)) : { page: null, text: plain, headings: [] }
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim()
}

import { db, type Prisma } from '@/server/database'
import { plainTerms } from '@/server/text/terms'

/** A message that is longer than its first so many different terms is found by those alone: some 5,000 English words, or 3,000 Chinese characters. */
export const maxTermsOfMessage = 5_000
/** Rows of one statement: three parameters each, below what every database takes. */
const rowsPerStatement = 300

interface FoundMessage {
  readonly ownerId: string
  readonly messageId: string
  readonly content: string
}

/** The statements that make a message findable, for the transaction that writes it. */
export function addTerms({ ownerId, messageId, content }: FoundMessage): Prisma.PrismaPromise<unknown>[] {
  const terms = [...plainTerms(content)].slice(0, maxTermsOfMessage)
  return Array.from({ length: Math.ceil(terms.length / rowsPerStatement) }, (_, batch) =>
    db.messageTerm.createMany({ data: terms.slice(batch * rowsPerStatement, (batch + 1) * rowsPerStatement).map((term) => ({ ownerId, term, messageId })) }),
  )
}

/** The same for a message whose text is changed. */
export function replaceTerms(message: FoundMessage): Prisma.PrismaPromise<unknown>[] {
  return [db.messageTerm.deleteMany({ where: { messageId: message.messageId } }), ...addTerms(message)]
}

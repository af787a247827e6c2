/** LIKE as Prisma writes it, for "contains", "begins with" and "ends with". */
const likes = / LIKE \((?:'%' \|\| )?\?(?: \|\| '%')?\)/g

/** A statement for SQLite in which the backslash escapes in LIKE, as it does in PostgreSQL: SQLite has no escape character unless one is named, and Prisma names none. */
export const withEscapes = (sql: string): string => sql.replaceAll(likes, String.raw`$& ESCAPE '\'`)

export const columnNames = ['a', 'b'] as const
export type ColumnKey = (typeof columnNames)[number]

/** What people see of a column's key. */
export const columnName = (key: ColumnKey): string => key.toUpperCase()

export const otherColumn = (key: ColumnKey): ColumnKey => (key === 'a' ? 'b' : 'a')

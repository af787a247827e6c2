// The tidying process: `node main.ts <folder> <table> <options as JSON>` tidies one table and ends. It runs apart from the server because
// building the index of 100,000 rows takes a gigabyte and a core for half a minute: here both are given back, and no search waits.
import { setPriority } from 'node:os'
import { connect } from '@lancedb/lancedb'
import { tidy, tidyOptionsSchema } from '@/server/vectors/tidy/tidy'

const background = 10

const [folder = '', name = '', options = ''] = process.argv.slice(2)
// The server holds the other end: when it dies, so does this.
process.stdin.on('end', () => process.exit(1)).resume()
setPriority(background)
const connection = await connect(folder)
await tidy(await connection.openTable(name), tidyOptionsSchema.parse(JSON.parse(options)))
process.exit(0)

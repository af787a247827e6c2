// Imported first by every bench: an empty data folder of its own, gone when the process ends; or the one that BENCH_FOLDER names, which stays.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const given = process.env.BENCH_FOLDER
const folder = given ?? mkdtempSync(join(tmpdir(), 'parley-bench-'))
process.env.DATA_DIR = folder
process.env.DATABASE_URL = process.env.BENCH_DATABASE_URL ?? ''
if (given === undefined) process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

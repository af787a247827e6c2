// `npm run conformance`: writes docs/compatibility.md anew from the titles of the tests, prints what shows what, and ends with a line of JSON.
import { readFileSync, writeFileSync } from 'node:fs'
import { findTests } from '@/scripts/conformance/findTests'
import { conformanceOf, pageOf } from '@/scripts/conformance/table'
import { root } from '@/scripts/paths'

const file = root('docs/compatibility.md')
const tests = findTests(root())
const page = pageOf(readFileSync(file, 'utf8'), tests)
writeFileSync(file, page)
process.stdout.write(`${page}\n${JSON.stringify(conformanceOf(tests))}\n`)

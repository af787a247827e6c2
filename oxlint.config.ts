// The house rules as errors. Imports across folders are written `@/…`, so a pattern sees them all; scripts/importRules.test.ts
// proves that a bad one is caught.
import { defineConfig, type OxlintOverride } from 'oxlint'

interface Ban {
  readonly group: string[]
  readonly message: string
}

const everywhere: Ban[] = [
  { group: ['../*', '../**'], message: 'Write imports from other folders as @/…' },
  { group: ['@/server/testing', '@/server/testing/**'], message: 'Only tests import server/testing' },
  { group: ['@prisma/client', '@prisma/adapter-*', '@/prisma/client/*/client'], message: 'Only server/database.ts builds Prisma' },
  { group: ['@lancedb/lancedb'], message: 'Only server/vectors imports LanceDB' },
  { group: ['@ai-sdk/openai', '@ai-sdk/provider'], message: 'Only server/models/providers import provider packages' },
  { group: ['@/server/trpc'], message: 'Only routers import trpc.ts' },
]

const surfaces = ['@/app/**', '@/components/**', '@/server/router', '@/server/*/router']
const flows = ['chat', 'evaluation', 'exchange', 'ingestion', 'internet', 'retrieval', 'upkeep'].map((room) => `@/server/${room}/**`)
const recordRooms = ['auth', 'teams', 'users', 'models', 'assistants', 'conversations', 'citations', 'search', 'folders', 'shares', 'knowledge', 'documents', 'chunks', 'web', 'jobs', 'receipts', 'attachments', 'audit', 'settings', 'usage', 'accounts', 'readiness', 'tools']
const records = recordRooms.map((room) => `@/server/${room}/**`)

const noSurfaces: Ban = { group: surfaces, message: 'Imports point down: nothing below imports a surface' }
const foundationsOnly: Ban = { group: [...flows, ...records], message: 'Imports point down: foundations import nothing above them' }
const noNext: Ban = { group: ['next', 'next/**', 'react', 'react/**'], message: 'Services know neither Next nor React: they also run in a job or a script' }

/** An override that repeats the general bans, because a later override of a rule replaces the earlier one, less those it is excused from. */
function restrict(files: string[], bans: Ban[], excused: RegExp = /(?!)/): OxlintOverride {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns: [...everywhere.filter(({ message }) => !excused.test(message)), ...bans] }] } }
}

export default defineConfig({
  plugins: ['typescript', 'import', 'react', 'unicorn', 'oxc'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['prisma/client/**', 'dist/**', '.next/**', 'next-env.d.ts', 'data/**'],
  options: { typeAware: true },
  rules: {
    'import/no-cycle': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
    'typescript/no-floating-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'no-console': 'error',
    'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only server/config.ts reads the environment' }],
    // What the compiler knows better, and matters of taste.
    'react/react-in-jsx-scope': 'off',
    'import/no-named-as-default-member': 'off',
    'import/no-unassigned-import': 'off',
    'typescript/consistent-return': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'no-underscore-dangle': 'off',
    'typescript/require-array-sort-compare': 'off',
    'typescript/unbound-method': 'off',
    'unicorn/no-useless-spread': 'off',
  },
  overrides: [
    restrict(['**/*.{ts,tsx,mjs}'], []),
    restrict(['components/**'], [{ group: ['@/server/**', '!@/server/**/{schema,facts}', '!@/server/router'], message: 'Components import components, schema.ts and facts.ts files, and the type of server/router.ts' }, { group: ['@/app/**'], message: 'Imports point down' }]),
    restrict(['server/**/*.ts'], [noSurfaces, noNext]),
    restrict([`server/{${recordRooms.join(',')}}/**`], [noSurfaces, noNext, { group: [...flows, '!@/server/**/schema'], message: 'Imports point down: records do not import flows' }]),
    restrict(['server/{text,vectors,files}/**', 'server/*.ts'], [noSurfaces, noNext, foundationsOnly]),
    restrict(['server/**/schema.ts'], [{ group: ['*', '**', '!zod', '!@/server/**/{schema,facts}'], message: 'A schema imports zod, facts and other schemas only, so that the browser may import it' }]),
    restrict(['server/**/facts.ts'], [{ group: ['*', '**'], message: 'Facts import nothing: a page loads no schema library for them' }]),
    restrict(['server/database.ts', 'server/sqlite.ts'], [noSurfaces], /Prisma/),
    restrict(['server/vectors/**'], [noSurfaces, noNext, foundationsOnly], /LanceDB/),
    restrict(['server/models/providers/**'], [noSurfaces, noNext], /provider packages/),
    restrict(['server/*/router.ts', 'server/router.ts'], [{ group: ['@/app/**', '@/components/**'], message: 'Imports point down' }], /Only routers/),
    // Doors that are no routers: they translate, and stand on the same floor.
    restrict(['server/{rest,openai,mcp,dialects}/**'], [{ group: ['@/app/**', '@/components/**'], message: 'Imports point down' }, noNext]),
    restrict(['server/{rest,openai,mcp,dialects}/schema.ts'], [{ group: ['*', '**', '!zod', '!@/server/**/schema'], message: 'A schema imports zod and other schemas only, so that the browser may import it' }]),
    restrict(['server/trpc.ts', 'server/background.ts'], [noSurfaces, noNext]),
    restrict(['app/**'], []),
    restrict(['scripts/**', 'bench/**', 'e2e/**'], [], /Prisma|LanceDB/),
    restrict(['**/*.test.{ts,tsx}', 'server/testing/**', 'e2e/**', 'scripts/test.ts'], [], /Only tests|Prisma|provider packages|Only routers/),
    restrict(['server/vectors/**/*.test.ts'], [], /Only tests|LanceDB/),
    restrict(['bench/{proof,chat}/**'], [], /Only tests|Prisma|LanceDB/),
    restrict(['bench/peers/**'], [], /LanceDB|provider packages/),
    { files: ['server/log.ts'], rules: { 'no-console': 'off' } },
    { files: ['server/config.ts', 'docs/examples/**', 'instrumentation.ts', 'scripts/**', 'bench/**', 'e2e/**', '*.config.*', 'server/testing/**', '**/*.test.ts'], rules: { 'no-restricted-properties': 'off', 'no-console': 'off' } },
  ],
})

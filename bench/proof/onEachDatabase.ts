import { createPostgresDatabase, isPostgresThere, setup, teardown } from '@/server/testing/postgres'

/**
 * Proves on SQLite, and on PostgreSQL where one answers.
 * @param prove gets the address of a new database each time it asks for one, and how many databases are left, this one among them.
 */
export async function onEachDatabase(prove: (name: string, newDatabase: () => Promise<string>, left: number) => Promise<void>): Promise<void> {
  const hasPostgres = await isPostgresThere()
  await prove('SQLite', () => Promise.resolve(''), hasPostgres ? 2 : 1)
  if (!hasPostgres) {
    process.stdout.write('PostgreSQL: skipped, no server answers at TEST_POSTGRES_URL (default 127.0.0.1:5432)\n')
    return
  }
  await setup()
  await prove('PostgreSQL', createPostgresDatabase, 1)
  await teardown()
}

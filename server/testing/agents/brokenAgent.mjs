/** An agent that fails in the middle. */
export default async function* answer() {
  yield 'So far. '
  throw new Error('secret of the agent')
}

/** An agent that never ends, and does not listen when it is told to. */
export default async function* answer() {
  yield 'So far'
  await new Promise(() => {})
}

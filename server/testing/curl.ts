/** Does what a curl command of somebody's document says: -X, -H, -d, -F, with the files that it names. */
export async function curl(command: string, files: Readonly<Record<string, Uint8Array>> = {}): Promise<Response> {
  const [program, ...words] = wordsOf(command)
  if (program !== 'curl') throw new Error(`This is no curl command: ${command}`)
  let method: string | undefined
  let url = ''
  let body: string | FormData | null = null
  const headers = new Headers()
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const value = word.startsWith('-') ? (words.shift() ?? '') : ''
    if (word === '-X') method = value
    else if (word === '-H') headers.set(value.slice(0, value.indexOf(':')), value.slice(value.indexOf(':') + 1).trim())
    else if (word === '-d') body = value
    else if (word === '-F') body = added(body instanceof FormData ? body : new FormData(), value, files)
    else if (word.startsWith('-')) throw new Error(`curl ${word} is not known here`)
    else url = word
  }
  return fetch(url, { method: method ?? (body === null ? 'GET' : 'POST'), headers, body })
}

function added(form: FormData, field: string, files: Readonly<Record<string, Uint8Array>>): FormData {
  const [name = '', ...rest] = field.split('=')
  const value = rest.join('=')
  if (!value.startsWith('@')) form.append(name, value)
  else {
    const content = files[value.slice(1)]
    if (content === undefined) throw new Error(`There is no file ${value.slice(1)}`)
    form.append(name, new File([new Uint8Array(content)], value.slice(value.lastIndexOf('/') + 1)))
  }
  return form
}

/** The words of a shell command: quotes hold them together, a backslash at the end of a line goes on. */
function wordsOf(command: string): string[] {
  const parts = command.replaceAll('\\\n', ' ').match(/(?:'[^']*'|"[^"]*"|[^\s'"]+)+/g) ?? []
  return parts.map((part) => part.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single: string | undefined, double: string | undefined) => single ?? double ?? ''))
}

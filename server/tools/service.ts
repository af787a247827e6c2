// What administrators do with tool servers. The router lets nobody else in.
import { z } from 'zod'
import type { Actor } from '@/server/auth/actor'
import * as audit from '@/server/audit/service'
import { db, isUniqueViolation } from '@/server/database'
import { AppError, notFound, publicError } from '@/server/errors'
import { newId } from '@/server/ids'
import { log } from '@/server/log'
import { approvedOf, forgetServers, type ToolServerRow } from '@/server/tools/approved'
import { toolsAt } from '@/server/tools/connection'
import { openHeaders, sealHeaders } from '@/server/tools/headers'
import { type ToolServer, type ToolServerDraft, toolServerDraftSchema, type ToolServerPatch, type ToolServerTest } from '@/server/tools/schema'
import { connectionError } from '@/server/web/failure'
import { guard, providerRules, webAddress } from '@/server/web/guard'

export async function list(): Promise<ToolServer[]> {
  return (await db.toolServer.findMany({ orderBy: { name: 'asc' } })).map(shown)
}

/** Nothing of it may be called before it is approved. @throws AppError conflict when the name is taken, invalid for an address that is not to be reached. */
export async function add(actor: Actor, draft: ToolServerDraft): Promise<ToolServer> {
  const { name, url, headers } = toolServerDraftSchema.parse(draft)
  await requireReachable(url)
  const id = newId()
  try {
    const [row] = await db.$transaction([
      db.toolServer.create({ data: { id, name, url, headers: sealHeaders(id, headers), approvedTools: [] } }),
      audit.entry(actor, 'toolServer.add', id, { name, url: placeOf(url), headers: Object.keys(headers) }),
    ])
    forgetServers()
    return shown(row)
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('conflict', `There is a tool server called ${name} already; choose another name`, { cause: error })
    throw error
  }
}

/** @throws AppError not_found, invalid, upstream_failed when a tool is to be approved and the server does not tell what it is. */
export async function update(actor: Actor, { id, url, headers, isEnabled, approvedTools }: ToolServerPatch): Promise<ToolServer> {
  const before = await find(id)
  const isMoved = url !== undefined && url !== before.url
  if (isMoved && before.headers !== null && headers === undefined) throw new AppError('invalid', 'Give the headers again: those that are stored were given for another address')
  if (isMoved) await requireReachable(url)
  const now = { ...before, ...(url === undefined ? {} : { url }), ...(headers === undefined ? {} : { headers: sealHeaders(id, headers) }), ...(isMoved ? { approvedTools: [] } : {}) }
  const approved = approvedTools === undefined ? undefined : await definitionsOf(now, approvedTools)
  const data = { url, headers: headers === undefined ? undefined : now.headers, isEnabled, approvedTools: approved ?? (isMoved ? [] : undefined) }
  const told = { ...(url === undefined ? {} : { url: placeOf(url) }), ...(headers === undefined ? {} : { headers: Object.keys(headers) }), ...(isEnabled === undefined ? {} : { isEnabled }), ...(approvedTools === undefined ? {} : { approvedTools }) }
  const [row] = await db.$transaction([db.toolServer.update({ where: { id }, data }), audit.entry(actor, 'toolServer.update', id, { name: before.name, ...told })])
  forgetServers()
  return shown(row)
}

/** @throws AppError not_found. */
export async function remove(actor: Actor, id: string): Promise<void> {
  const { name } = await find(id)
  await db.$transaction([db.toolServer.delete({ where: { id } }), audit.entry(actor, 'toolServer.remove', id, { name })])
  forgetServers()
}

/** Asks a server what tools it has. @throws AppError not_found. */
export async function test(id: string): Promise<ToolServerTest> {
  const row = await find(id)
  try {
    const tools = await toolsAt(row)
    return { isWorking: true, message: tools.length === 1 ? 'It has 1 tool' : `It has ${tools.length} tools`, tools: tools.map(({ name, description = '' }) => ({ name, description })) }
  } catch (error) {
    const { kind, message } = publicError(error)
    log.warn('tools.test', { kind, reason: message })
    return { isWorking: false, message, tools: [] }
  }
}

const inputSchemaSchema = z.record(z.string(), z.json())

/** What is approved already stays as it was approved, and is kept although its server be away. */
async function definitionsOf(row: ToolServerRow, names: readonly string[]) {
  const before = new Map(approvedOf(row).map((tool) => [tool.name, tool]))
  const isKnown = names.every((name) => before.has(name))
  const listed = isKnown ? [] : await toolsAt(row)
  return [...new Set(names)].map((name) => {
    const tool = before.get(name) ?? listed.find((candidate) => candidate.name === name)
    if (tool === undefined) throw new AppError('invalid', `The tool server has no tool called ${name}; look at its tools again`)
    return { name, description: (tool.description ?? '').slice(0, 4_000), inputSchema: inputSchemaSchema.parse(tool.inputSchema) }
  })
}

async function find(id: string): Promise<ToolServerRow> {
  const row = await db.toolServer.findUnique({ where: { id } })
  if (row === null) throw notFound('tool server')
  return row
}

function shown(row: ToolServerRow): ToolServer {
  const { id, name, url, isEnabled } = row
  return { id, name, url, headerNames: headerNamesOf(row), isEnabled, approvedTools: approvedOf(row).map((tool) => tool.name) }
}

function headerNamesOf(row: ToolServerRow): string[] | null {
  try {
    return Object.keys(openHeaders(row))
  } catch (error) {
    log.error('the headers of a tool server cannot be read', error, { toolServerId: row.id })
    return null
  }
}

/** Without what follows the path: some servers want their key there. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname}`
}

/** Looked at when it is saved, and again at every connection. */
async function requireReachable(address: string): Promise<void> {
  const url = webAddress(address)
  await guard(url, undefined, providerRules).catch((error: unknown) => {
    throw connectionError(error, url, new AbortController().signal)
  })
}

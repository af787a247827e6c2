import { expect, test } from 'vitest'
import type { Route } from '@/server/dialects/dialect'
import { findRoute } from '@/server/dialects/findRoute'

const route = (method: Route['method'], path: string): Route => ({ method, path, auth: 'anybody', handler: async () => new Response(path) })
const routes = [route('GET', '/chats'), route('GET', '/chats/:id'), route('PUT', '/chats/update/:id'), route('DELETE', '/chats/:id')]
const found = (method: string, path: string) => findRoute(routes, method, path.split('/'))

test('a route is found by its method and its parts, which are named', () => {
  expect(found('GET', 'chats')).toMatchObject({ route: { path: '/chats' }, params: {} })
  expect(found('GET', 'chats/a b')).toMatchObject({ route: { path: '/chats/:id' }, params: { id: 'a b' } })
  expect(found('PUT', 'chats/update/1')).toMatchObject({ route: { path: '/chats/update/:id' }, params: { id: '1' } })
})

test('what is not found says which methods the path takes', () => {
  expect(found('POST', 'chats/1')).toEqual({ allowed: ['GET', 'DELETE'] })
  expect(found('GET', 'chats/1/2')).toEqual({ allowed: [] })
  expect(found('GET', 'chats/')).toEqual({ allowed: [] })
})

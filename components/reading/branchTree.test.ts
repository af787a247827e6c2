import { expect, test } from 'vitest'
import { type Way, waysOf } from '@/components/reading/branchTree'

const node = (id: string, parentId: string | null, isShown = true) => ({ id, parentId, role: 'user' as const, beginning: `${id}…`, isShown })
const drawn = ({ id, length, isShown, ways }: Way): unknown => [`${id} ${length}${isShown ? '' : ' aside'}`, ...ways.map(drawn)]

test('a conversation without versions is one way', () => {
  expect(waysOf([node('a', null), node('b', 'a'), node('c', 'b')]).map(drawn)).toEqual([['a 3']])
})

test('ways part where a message has several after it, and part again', () => {
  const nodes = [node('a', null), node('b', 'a'), node('c', 'a', false), node('d', 'b'), node('e', 'd', false), node('f', 'd'), node('g', 'f')]
  expect(waysOf(nodes).map(drawn)).toEqual([['a 1', ['b 2', ['e 1 aside'], ['f 2']], ['c 1 aside']]])
})

test('several first questions are several ways, and a lost parent loses nobody', () => {
  expect(waysOf([node('a', null), node('b', null, false), node('c', 'gone', false)]).map(drawn)).toEqual([['a 1'], ['b 1 aside'], ['c 1 aside']])
  expect(waysOf([])).toEqual([])
})

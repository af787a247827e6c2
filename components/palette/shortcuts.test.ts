import { expect, test } from 'vitest'
import { type Pressed, shortcutFor } from '@/components/palette/shortcuts'

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({ key, keyCode: 0, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more })
const idle = { isTyping: false, hasSingleKeys: true }

test('keys with Ctrl or Cmd work while somebody types', () => {
  for (const modifier of [{ ctrlKey: true }, { metaKey: true }]) {
    expect(shortcutFor(pressed('k', modifier), { isTyping: true, hasSingleKeys: false })).toBe('palette')
    expect(shortcutFor(pressed('O', { ...modifier, shiftKey: true }), { isTyping: true, hasSingleKeys: false })).toBe('newChat')
    expect(shortcutFor(pressed('/', { ...modifier, shiftKey: true }), idle)).toBe('help')
    expect(shortcutFor(pressed('f', modifier), { isTyping: true, hasSingleKeys: false })).toBe('find')
    expect(shortcutFor(pressed('b', modifier), idle)).toBe('sidebar')
    expect(shortcutFor(pressed('B', { ...modifier, shiftKey: true }), idle)).toBe('branches')
  }
})

test.each(['r', 'R', 't', 'w', 'l', 'n', 'p', 's', 'c', 'v', 'o', 'd', 'j', 'T', 'N', 'W', 'I', 'C', 'K'])('Ctrl+%s stays the browser\'s', (key) => {
  expect(shortcutFor(pressed(key, { ctrlKey: true, shiftKey: key !== key.toLowerCase() }), idle)).toBeUndefined()
})

test('keys by themselves work only while nobody types, and can be turned off', () => {
  expect(shortcutFor(pressed('?', { shiftKey: true }), idle)).toBe('help')
  expect(shortcutFor(pressed('/'), idle)).toBe('composer')
  expect(shortcutFor(pressed('/'), { ...idle, isTyping: true })).toBeUndefined()
  expect(shortcutFor(pressed('/'), { ...idle, hasSingleKeys: false })).toBeUndefined()
})

test('a key that an input method takes is no shortcut', () => {
  expect(shortcutFor(pressed('n', { isComposing: true }), idle)).toBeUndefined()
  expect(shortcutFor(pressed('n', { keyCode: 229 }), idle)).toBeUndefined()
  expect(shortcutFor(pressed('k', { ctrlKey: true, isComposing: true }), idle)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { sends } from '@/components/composer/sendKey'

const key = (pressed: Partial<Parameters<typeof sends>[0]>) => ({ key: 'Enter', shiftKey: false, ctrlKey: false, metaKey: false, ...pressed })

test('Enter sends, and Ctrl+Enter too; Shift+Enter never does', () => {
  expect([sends(key({}), 'enter'), sends(key({ ctrlKey: true }), 'enter'), sends(key({ shiftKey: true }), 'enter')]).toEqual([true, true, false])
})

test('where Ctrl+Enter or ⌘+Enter sends, Enter breaks the line', () => {
  expect([sends(key({}), 'ctrlEnter'), sends(key({ ctrlKey: true }), 'ctrlEnter'), sends(key({ metaKey: true }), 'ctrlEnter'), sends(key({ key: 'a', ctrlKey: true }), 'ctrlEnter')]).toEqual([false, true, true, false])
})

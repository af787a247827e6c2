import { expect, test } from 'vitest'
import { canSee } from '@/server/models/vision'

test.each(['openai/gpt-4o-mini', 'openai/gpt-5', 'openai/o3', 'ollama/llava:7b', 'ollama/qwen2.5vl:7b', 'ollama/qwen3-vl:8b', 'ollama/gemma3:4b', 'ollama/llama3.2-vision', 'openai/claude-sonnet-4'])('%s reads images', (id) => {
  expect(canSee(id, [])).toBe(true)
})

test.each(['openai/gpt-3.5-turbo', 'openai/o3-mini', 'ollama/gemma3:1b', 'ollama/qwen3:8b', 'openai/deepseek-chat', 'ollama/llama3.1', 'builtin/extractive'])('%s does not', (id) => {
  expect(canSee(id, [])).toBe(false)
})

test('the operator knows of more', () => {
  expect(canSee('openai/my-model', ['My-Model'])).toBe(true)
  expect(canSee('builtin/extractive', ['extractive'])).toBe(false)
})

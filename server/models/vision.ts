import { config } from '@/server/config'
import { latestSnapshot } from '@/server/models/registry/snapshot'
import { builtinChatModelId } from '@/server/models/schema'

/**
 * The names of chat models that read images, as far as names tell: no provider says it in its list. What is missing here can be named
 * with VISION_MODELS; what is here by mistake refuses the image, and its refusal is shown.
 */
const seeing = [
  /gpt-4o|gpt-4\.1|gpt-4-turbo|gpt-5|chatgpt|(?:^|[/-])o[134](?:-|$)/,
  /claude-(?:3|sonnet|opus|haiku)|gemini|pixtral|mistral-(?:small|medium|large)-?3|llama-?4|grok-(?:2-vision|4)/,
  /vision|llava|bakllava|moondream|minicpm-v|internvl|gemma-?3(?!.*:(?:270m|1b))|gemma-?4|[-.\d]vl(?:-|:|$)|omni/,
]
const blind = /gpt-5.*codex-mini|o1-mini|o3-mini|gpt-4-turbo-preview/

/** Whether a chat model is expected to read images: as the operator says, else as it is registered, else by its name. */
export function canSee(modelId: string, alsoSeeing: readonly string[] = config.visionModels): boolean {
  if (modelId === builtinChatModelId) return false
  const name = modelId.slice(modelId.indexOf('/') + 1).toLowerCase()
  if (alsoSeeing.some((other) => other.toLowerCase() === name || other === modelId)) return true
  const registered = latestSnapshot()?.models.find(({ id }) => id === modelId)
  if (registered !== undefined) return registered.canSee
  return !blind.test(name) && seeing.some((pattern) => pattern.test(name))
}

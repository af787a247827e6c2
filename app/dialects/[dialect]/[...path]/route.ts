import { withCors } from '@/app/api/cors'
import { traced } from '@/app/api/traced'
import { answer } from '@/app/dialects/answer'

/** Every request to the paths of older systems; next.config.mjs leads them here. */
const handler = withCors(async (request, context: { params: Promise<{ dialect: string; path: string[] }> }) => {
  const { dialect, path } = await context.params
  return traced(request, () => answer(request, dialect, path))
})

export { handler as DELETE, handler as GET, handler as OPTIONS, handler as PATCH, handler as POST, handler as PUT }

import { z } from 'zod'
import { passwordSchema, usernameSchema } from '@/server/auth/schema'
import { register, signInForTokens } from '@/server/auth/service'
import type { Route } from '@/server/dialects/dialect'

const registrationSchema = z.object({ username: usernameSchema, password: passwordSchema })
const signInSchema = z.object({ username: z.string(), password: z.string() })

export const userRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/users/register',
    auth: 'anybody',
    handler: async ({ json, address }) => {
      await register(await json(registrationSchema), address)
      return Response.json({ message: 'User registered successfully' }, { status: 201 })
    },
  },
  {
    method: 'POST',
    path: '/api/users/login',
    auth: 'anybody',
    handler: async ({ json, address, request }) => {
      const { accessToken, refreshToken } = await signInForTokens(await json(signInSchema), address, request.headers.get('user-agent') ?? undefined)
      return Response.json({ token: accessToken, refresh_token: refreshToken })
    },
  },
]

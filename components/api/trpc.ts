'use client'

import { createTRPCContext } from '@trpc/tanstack-react-query'
import type { AppRouter } from '@/server/router'

/** `useTRPC().documents.list.queryOptions({ … })` for TanStack Query; `useTRPCClient()` for a call outside of it. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

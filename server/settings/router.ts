import { settingsPatchSchema, settingsSchema } from '@/server/settings/schema'
import * as settings from '@/server/settings/service'
import { adminProcedure, router } from '@/server/trpc'

export const settingsRouter = router({
  get: adminProcedure.output(settingsSchema).query(() => settings.get()),
  update: adminProcedure
    .input(settingsPatchSchema)
    .output(settingsSchema)
    .mutation(({ ctx, input }) => settings.update(ctx.actor, input)),
})

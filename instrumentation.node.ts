// What a server process runs beside its pages; one module, because two would be built, and kept in memory, with all that both import.
export { closeAll, upgrade } from '@/app/dialects/socket'
export { startBackground } from '@/server/background'

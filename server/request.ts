import { AsyncLocalStorage } from 'node:async_hooks'

/** The request that is being answered, for all that happens because of it: what it begins in the background too. */
export interface CurrentRequest {
  readonly id: string
  /** Headers of its answer that are known before the answer is. */
  readonly headers: Headers
}

declare global {
  var parleyRequests: AsyncLocalStorage<CurrentRequest> | undefined
}

/** On globalThis because routes and procedures are bundled apart. */
const requests: AsyncLocalStorage<CurrentRequest> = (globalThis.parleyRequests ??= new AsyncLocalStorage())

/** The request that is being answered; undefined in a job, a script or a test. */
export const currentRequest = (): CurrentRequest | undefined => requests.getStore()

/** Runs `work` as the answer to a request. */
export function inRequest<T>(request: CurrentRequest, work: () => T): T {
  return requests.run(request, work)
}

import { failureOf } from '@/components/api/failureOf'

/** Whether what a query asks for is not there any more: then there is nothing to follow. */
export const isGone = ({ error }: { readonly error: unknown }): boolean => failureOf(error)?.status === 404

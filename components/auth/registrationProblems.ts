import { registrationSchema } from '@/server/auth/schema'

type Problem = 'usernameMissing' | 'usernameTooLong' | 'usernameSigns' | 'passwordTooShort' | 'passwordTooLong'

export type RegistrationProblems = { username?: Problem; password?: Problem }

/** What is wrong with a draft, by the server's own schema, as keys of `shell.auth` so that it can be said in any language. */
export function registrationProblems(draft: unknown): RegistrationProblems {
  const issues = registrationSchema.safeParse(draft).error?.issues ?? []
  const codeOf = (field: string): string | undefined => issues.find((issue) => issue.path[0] === field)?.code
  return { username: usernameProblem(codeOf('username')), password: passwordProblem(codeOf('password')) }
}

function usernameProblem(code: string | undefined): Problem | undefined {
  if (code === undefined) return undefined
  if (code === 'too_small') return 'usernameMissing'
  return code === 'too_big' ? 'usernameTooLong' : 'usernameSigns'
}

function passwordProblem(code: string | undefined): Problem | undefined {
  if (code === undefined) return undefined
  return code === 'too_big' ? 'passwordTooLong' : 'passwordTooShort'
}

/** What an API key may be allowed. What is in none of them (passwords, sessions, keys) asks for somebody who signed in. */
export const scopes = ['chat', 'knowledge:read', 'knowledge:write', 'models', 'account', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** Said to who has the right password and has to send a code as well. */
export const codeNeeded = 'Enter the code of your authenticator app'

/** The paths that the clients of each older system know, for next.config.mjs. `:path` is one part, `:path*` any number. */
export const dialectPaths = {
  'llm-backend': ['/api/users/:path*', '/api/conversations/:path*', '/api/chat/:path', '/api/rag/:path*'],
  'llama-chatbot': ['/chats/:path*', '/conversations/:path*'],
  'rag-chat': ['/chat/:path*', '/documents/:path*', '/health'],
  'chat-backend': ['/upload', '/uploads/:path*'],
  ragflow: ['/api/v1/:path*'],
}

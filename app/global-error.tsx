'use client'

import './globals.css'
import { buttonClass } from '@/components/ui/Button'

/** The frame itself failed, translations included: both languages, and a full reload. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto flex min-h-dvh max-w-sm flex-col items-start justify-center gap-3 px-4">
          <h1>Parley could not be shown</h1>
          <p>Your conversations and documents are safe. Load the page again; if this stays, look into the log of the server{error.digest === undefined ? '' : ` for ${error.digest}`}.</p>
          <p lang="zh-CN">页面无法显示，你的对话和文档没有受到影响。请重新加载；若仍然如此，请查看服务器日志。</p>
          <button type="button" onClick={() => location.reload()} className={buttonClass({ variant: 'primary' })}>
            Load again · 重新加载
          </button>
        </main>
      </body>
    </html>
  )
}

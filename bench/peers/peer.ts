import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { root } from '@/scripts/paths'

export interface PeerPassage {
  readonly id: string
  readonly title: string
  readonly text: string
}

export interface PeerOptions {
  /** How many results a search gives. */
  readonly depth: number
  /** The same vectors for everybody: what is measured is the store. */
  readonly embed: (text: string) => number[]
}

/** The ids of what fits a question best, the best first. */
export type Search = (question: string) => Promise<readonly string[]>

/** Somebody else's search, behind one small file each. */
export interface Peer {
  readonly name: string
  /** Whether it searches by vectors; the others search by words. */
  readonly isVector: boolean
  /** Cuts a text as the library does; where it has no splitter, at paragraphs. */
  split(text: string): Promise<readonly string[]>
  /** Takes passages in. */
  open(passages: Iterable<PeerPassage>, options: PeerOptions): Promise<Search>
}

const files = ['langchainBm25', 'langchainMemory', 'llamaindexBm25', 'llamaindexStore', 'miniSearch', 'orama'] as const
export type PeerFile = (typeof files)[number]
export const peerFiles: readonly PeerFile[] = files

/** Installs the peers where they are not, from the registry that npm is set up with. False, with one line that says why, when that fails. */
export function installPeers(): boolean {
  const folder = root('bench/peers')
  if (existsSync(`${folder}/node_modules/minisearch`)) return true
  process.stderr.write('installing the peers (168 MB, once) …\n')
  const quiet = ['--ignore-scripts', '--legacy-peer-deps', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=0']
  const run = spawnSync('npm', ['install', ...quiet], { cwd: folder, encoding: 'utf8', timeout: 180_000 })
  if (run.status === 0) return true
  const [reason = 'npm did not answer'] = (run.error?.message ?? run.stderr).split('\n').filter((line) => line.trim() !== '')
  process.stderr.write(`peers are skipped: ${reason}\n`)
  return false
}

export async function loadPeer(file: PeerFile): Promise<Peer> {
  switch (file) {
    case 'langchainBm25':
      return (await import('@/bench/peers/langchainBm25.mjs')).peer
    case 'langchainMemory':
      return (await import('@/bench/peers/langchainMemory.mjs')).peer
    case 'llamaindexBm25':
      return (await import('@/bench/peers/llamaindexBm25.mjs')).peer
    case 'llamaindexStore':
      return (await import('@/bench/peers/llamaindexStore.mjs')).peer
    case 'miniSearch':
      return (await import('@/bench/peers/miniSearch.mjs')).peer
    case 'orama':
      return (await import('@/bench/peers/orama.mjs')).peer
  }
}

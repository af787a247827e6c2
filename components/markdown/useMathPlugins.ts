import { useEffect, useState } from 'react'
import type { PluginConfig } from 'streamdown'

const noPlugins: PluginConfig = {}
let loaded: PluginConfig | undefined

/** The formula renderer, loaded when the first formula appears; until then formulas are shown as they are written. */
export function useMathPlugins(isNeeded: boolean): PluginConfig {
  const [plugins, setPlugins] = useState(loaded ?? noPlugins)
  useEffect(() => {
    if (!isNeeded || plugins !== noPlugins) return
    let isCurrent = true
    import('@/components/markdown/mathPlugin').then(
      ({ mathPlugins }) => {
        loaded = mathPlugins
        if (isCurrent) setPlugins(mathPlugins)
      },
      () => {
        // It could not be loaded: the formulas stay as they are written.
      },
    )
    return () => {
      isCurrent = false
    }
  }, [isNeeded, plugins])
  return plugins
}

export const sidebarCookie = 'parley.sidebar'
export const sidebarStates = ['shown', 'hidden'] as const
export type SidebarState = (typeof sidebarStates)[number]

export function sidebarStateFrom(chosen: string | undefined): SidebarState {
  return sidebarStates.find((state) => state === chosen) ?? 'shown'
}

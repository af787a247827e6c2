/** Runs that a base keeps, the newest; the oldest one goes when another begins. */
export const maxKeptRuns = 100

/** The formats that sentences name, as in `{share, number, percent}`. */
export const formats = { number: { percent: { style: 'percent' } } } as const

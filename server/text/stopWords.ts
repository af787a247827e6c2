/**
 * Words that say nothing about what a question is about. They are indexed, since names are made of them ("The Who"), and left
 * out of a question that has other words.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a an and are as at be been but by did do does for from had has have how if in into is it its of on or such that the their
  then there these they this those to was were what when where which who whom whose why will with
  的 了 是 在 吗 呢 什么 哪 哪个 哪些 谁 怎么 如何 多少 の は が を に で と`.split(/\s+/u),
)

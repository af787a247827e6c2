/** The character table of OpenCC as its package ships it: `traditional simplified` pairs separated by `|`. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string
  export default pairs
}

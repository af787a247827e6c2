export { code as codeHighlighter } from '@streamdown/code'

import { expect, test } from 'vitest'
import { sentencesIn } from '@/components/i18n/serverSentence'
import { serverSentences } from '@/components/i18n/messages'

const inChinese = sentencesIn(serverSentences['zh-CN'])

test.each([
  ['This username is taken; choose another', '这个用户名已被使用，请换一个。'],
  ['This file is larger than 50 MB; split it and upload the parts', '文件大于 50 MB，请拆分后分别上传。'],
  ['Too many tries; try again in 15 minutes', '尝试次数过多，请在 15 分钟后重试。'],
])('the sentence %j with its values', (sentence, chinese) => {
  expect(inChinese(sentence)).toBe(chinese)
})

test.each([
  ['This knowledge base does not exist', '这个知识库不存在。'],
  ['The embedding service failed (503); try again', '嵌入服务出错（503），请重试。'],
  ['This file takes longer than 120 seconds to read; split it and upload the parts', '读取这个文件需要超过 120 秒，请拆分后分别上传。'],
  ['Files of type .exe are not read; upload one of .pdf .docx and source code', '不支持 .exe 文件。可上传 .pdf .docx 和源代码。'],
  ['This file is named .csv but is an Excel workbook; rename it to .xlsx and upload it again', '文件的扩展名是 .csv，实际上却是 Excel 工作簿，请改名为 .xlsx 再重新上传。'],
])('words of ours within %j', (sentence, chinese) => {
  expect(inChinese(sentence)).toBe(chinese)
})

test('what a person typed stays as it is, whatever it holds', () => {
  const name = 'document” $& {name}\n(its only page) an image'
  expect(inChinese(`You already have a knowledge base called “${name}”; choose another name`)).toBe(`已有名为“${name}”的知识库，请换一个名称。`)
  expect(inChinese('“an image” cannot be read; upload one of .pdf .docx or source code')).toBe('无法读取“an image”。可上传的格式：.pdf .docx 和源代码。')
})

test('the name of a field in code is left out', () => {
  expect(inChinese('name: Give the knowledge base a name')).toBe('请输入知识库的名称。')
  expect(inChinese('options.limit: Too big')).toBe('options.limit: Too big')
  expect(sentencesIn(serverSentences.en)('name: Give the knowledge base a name')).toBe('Give the knowledge base a name')
})

test.each(['', '服务器没有响应。', 'constructor', 'A sentence that nobody knows', 'A sentence: that nobody knows'])('%j stays as it is', (sentence) => {
  expect(inChinese(sentence)).toBe(sentence)
})

test('English is what the server says', () => {
  expect(sentencesIn(serverSentences.en)('Sign in first')).toBe('Sign in first')
})

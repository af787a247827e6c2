import type { Asked } from '@/server/dialects/dialect'

const words = {
  baseCreated: { zh: (model: string) => `知识库创建成功，使用模型: ${model}`, en: (model: string) => `Knowledge base created; it uses the model ${model}` },
  basesListed: { zh: () => '知识库列表获取成功', en: () => 'Knowledge bases listed' },
  baseDeleted: { zh: () => '知识库删除成功', en: () => 'Knowledge base deleted' },
  uploaded: { zh: (count: string) => `文档上传处理成功，共分割并添加 ${count} 个文本块`, en: (count: string) => `Document uploaded and read; ${count} passages were added` },
  documentsListed: { zh: () => '文档列表获取成功', en: () => 'Documents listed' },
  documentDeleted: { zh: () => '文档删除成功', en: () => 'Document deleted' },
  retrieved: { zh: () => '检索成功', en: () => 'Retrieval succeeded' },
  modelsListed: { zh: () => '支持的Embedding模型列表获取成功', en: () => 'Embedding models listed' },
  baseMissing: { zh: () => '缺少知识库 ID', en: () => 'kb_id is missing' },
} as const satisfies Record<string, Record<'zh' | 'en', (value: string) => string>>

/** What this system says of a success: in Chinese, as it is documented, unless the client asks for English. */
export function said({ locale }: Pick<Asked, 'locale'>, word: keyof typeof words, value = ''): string {
  return words[word][locale === 'en' ? 'en' : 'zh'](value)
}

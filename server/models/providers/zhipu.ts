/** Where the GLM models speak the OpenAI format. */
export const zhipuAddress = 'https://open.bigmodel.cn/api/paas/v4'

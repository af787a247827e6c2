import { expect, test } from 'vitest'
import { languageOf } from '@/server/ingestion/languageOf'

test.each([
  ['en', 'The tramway leaves the harbour every ten minutes, and an ordinary ticket costs four crowns and a half.'],
  ['de', 'Die Straßenbahn fährt alle zehn Minuten vom Hafen ab, und ein gewöhnlicher Fahrschein kostet viereinhalb Kronen.'],
  ['zh', '云岭邮路自松溪镇起，经白鹭滩至鹰嘴崖，全长二百六十二里。'],
  ['zh', '雲嶺郵路自松溪鎮起，經白鷺灘至鷹嘴崖，全長二百六十二里。'],
  ['ja', 'この電車は十分ごとに港を出発し、普通の切符は四クローネ半です。'],
  ['ko', '이 전차는 십 분마다 항구에서 출발하며 보통 승차권은 사 크로네 반이고 아이들은 무료로 탈 수 있습니다. 주말에는 이십 분마다 다닙니다.'],
  ['zh', '用 `docker compose up` 启动服务，然后在浏览器中打开 <a href="https://example.org/readme/english/start.html">管理页面</a>，再按照说明完成配置。'],
])('%s: %s', (language, text) => {
  expect(languageOf(text)).toBe(language)
})

test.each(['', 'Words here.', '水獭', '12 345 678', '<div><img src="https://example.org/picture-of-an-otter-that-sleeps.png"></div>'])('%j says too little', (text) => {
  expect(languageOf(text)).toBeNull()
})

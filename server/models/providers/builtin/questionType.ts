import { terms } from '@/server/text/terms'

/** A name inside a sentence: capitals, or the dot between the parts of a foreign one. */
const names = /(?<=\S\s)\p{Lu}\p{Ll}+|\p{Script=Han}{1,6}[·•]\p{Script=Han}{1,6}/gu

type QuestionType = 'time' | 'number' | 'person' | 'place' | 'reason'

/** How a question of each type asks, and what a sentence that answers it holds; the first type that fits is taken. */
const types: Record<QuestionType, { asks: RegExp; answers: RegExp }> = {
  time: {
    asks: /哪一?年|何时|何年|什么时候|什么時候|哪一?天|几月|几号|日期|\bwhen\b|\b(?:what|which) (?:year|date|month|day|decade|century)\b/iu,
    answers:
      /\d{3,4}|\d\s*[年月日]|世纪|世紀|年代|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|century|decade|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/u,
  },
  number: {
    asks: /多少|几[个位次年人种名座层只岁]|多[大高长远深重]|\bhow (?:many|much|long|old|far|tall|high|large|big|fast)\b|\bwhat (?:percent|(?:is|was) the (?:number|population))/iu,
    answers: /\d|[一二三四五六七八九十百千万亿两]+[个個位次年人种種名座层層只岁歲%]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|third|quarter)\b/iu,
  },
  person: { asks: /谁|誰|哪一?位|何人|什么人|\bwho(?:se|m)?\b/iu, answers: names },
  place: {
    asks: /哪里|哪裡|哪儿|何处|何地|什么地方|位于哪|哪个(?:国家|城市|省|市|县|地区)|\bwhere\b|\b(?:what|which) (?:city|country|state|place|location|county|town)\b/iu,
    answers: /[省市县縣区區州国國城镇鎮村岛島]|位于|位於|\b(?:in|at|near|from|to) (?:the )?[A-Z]/u,
  },
  reason: {
    asks: /为什么|為什麼|为何|原因|\bwhy\b/iu,
    answers: /因为|因為|由于|由於|因此|因而|所以|为了|為了|导致|導致|使得|原因|\b(?:because|due to|since|so that|in order|as a result|caused?|therefore|reason)\b/iu,
  },
}

/** Whether a sentence holds what the question asks for, and does not name itself: a date for "when", a number for "how many". */
export function answerHint(question: string): (sentence: string) => boolean {
  const type = Object.values(types).find(({ asks }) => asks.test(question))
  if (type === undefined) return () => false
  if (type !== types.number && type !== types.person) return (sentence) => type.answers.test(sentence)
  const named = new Set(terms(question))
  const isFresh = (found: string): boolean => terms(found).some((term) => !named.has(term))
  return (sentence) => {
    const found = sentence.match(type === types.number ? /\d[\d,.]*/g : names) ?? []
    return found.length === 0 && type === types.number ? type.answers.test(sentence) : found.some(isFresh)
  }
}

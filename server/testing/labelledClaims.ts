// Sentences of answers beside what their sources say, labelled by hand: paraphrases that a source supports, and sentences with a wrong
// number, name, unit or negation, or with something that no source says. The thresholds of chat/support were chosen on `chosen`;
// `held` was written before and looked at once, to measure.

export interface LabelledClaims {
  readonly source: string
  readonly supported: readonly string[]
  readonly unsupported: readonly string[]
}

const tram = `# The Osmere Harbour Tramway

The Osmere Harbour Tramway is a narrow-gauge railway on the north coast. It opened on 12 May 1904 and was electrified in 1921. The line is 8.4 kilometres long and has eleven stops. Trams run every 15 minutes in summer; between November and March there is no service on Sundays. A single ticket costs £3.50 and is valid for two hours. Dogs travel free of charge, but bicycles are not allowed. The chief engineer was Margaret Holloway, who also designed the viaduct at Penmoor. About 640,000 passengers used the line in 2023.`

const leave = `## Leave

Employees are entitled to 28 days of paid holiday each calendar year, including public holidays. Unused days may be carried over until 31 March of the following year; after that they lapse. Requests must be approved by the line manager at least two weeks before the first day of absence. Sick leave is paid in full for the first six weeks. A medical certificate is required from the fourth day of illness. Parents may take up to 18 weeks of unpaid parental leave until the child turns eight. During the probation period, which lasts three months, no holiday may be taken without the consent of Human Resources.`

const otter = `The Eurasian otter lives along rivers, lakes and rocky coasts. An adult weighs between 7 and 12 kilograms and eats about a kilogram of fish every day, mostly trout and eels. It sleeps in a den called a holt, usually under the bank, and is active mainly at night. Its dense fur has up to 50,000 hairs per square centimetre. Females give birth to two or three cubs, which stay with their mother for roughly a year. In the 1960s pesticides nearly wiped the species out in England; since the ban on dieldrin in 1989 its numbers have recovered.`

const pump = `| Model | Flow (l/min) | Power (W) | Price (EUR) |
|---|---|---|---|
| AX-20 | 20 | 350 | 189 |
| AX-45 | 45 | 620 | 265 |
| BX-90 | 90 | 1,150 | 449 |

All models have a warranty of three years. The AX series must not be used with salt water; the BX-90 is made of stainless steel and is suitable for it. The filter should be cleaned every 200 hours of operation. If the red lamp blinks, the motor is overheated: switch the pump off and let it cool down for at least 30 minutes.`

const library = `The municipal library moved into the former grain warehouse in 2015. The conversion was planned by the architects Okafor and Lind and cost 14.2 million euros, of which the state paid 40 per cent. The building holds 210,000 volumes on four floors. Readers may borrow up to fifteen items for four weeks and renew each of them twice, unless somebody else has reserved it. Late returns cost 20 cents a day per item. The reading room is open until midnight from Monday to Thursday. Food is forbidden everywhere except in the ground-floor café.`

const postRoad = `# 驿路

青岚驿路全长三百二十里，连接临川府与海门关。驿路始建于明永乐十二年（1414年），由工部主事沈文澜主持修筑。沿途设驿站十六座，每座驿站配马二十匹。急递文书从临川送到海门需四日，普通文书需九日。每年冬季大雪封山时，北段停用约两个月，文书改走水路。清代中期，驿路年均递送公文约一万二千件。1898年电报线架通后，驿站逐步裁撤，最后一座于1912年关闭。`

const refund = `## 退款规则

用户在付款后七天内可以无理由申请全额退款。超过七天但未满三十天的，平台扣除百分之十的手续费后退还余款。超过三十天的订单不予退款。定制商品和已激活的软件序列号不支持退款。退款申请须由账户本人在“我的订单”中提交，客服会在两个工作日内审核。审核通过后，款项在五个工作日内原路退回。如对审核结果有异议，可在十五天内向投诉部门负责人周敏提出复核。`

const battery = `本产品内置容量为5000毫安时的锂电池，支持最高65瓦快速充电，从零充至百分之八十约需35分钟。正常使用条件下续航时间约为十二小时。请勿在环境温度高于45℃或低于零下10℃时充电。电池循环八百次后容量不低于初始值的80%。设备具备IP68级防尘防水能力，可在1.5米深的淡水中浸泡30分钟，但不可在海水中使用。整机保修期为两年，电池保修期为一年。`

const tea = `云岭茶场位于海拔1600米的山区，种植面积约4200亩，主要生产绿茶和白茶。春茶采摘从三月下旬开始，持续约四十天，产量占全年的百分之六十。茶叶须在采摘后六小时内完成杀青。茶场现有固定员工85人，采茶季节另雇临时工三百余人。2022年茶场通过了有机认证，此后不再使用化学农药。场长罗志远计划在2026年前建成第二座加工厂，投资约1800万元。`

const museum = `陶瓷博物馆每周二至周日开放，开放时间为上午九点至下午五点，周一闭馆。成人票价六十元，学生凭证半价，六岁以下儿童免票。馆内共有展厅七间，收藏历代瓷器一万四千余件，其中国家一级文物126件。镇馆之宝是北宋汝窑天青釉洗，由收藏家何季平于1957年捐赠。馆内允许拍照，但禁止使用闪光灯和三脚架。讲解服务需提前三天预约，每场最多接待25人。`

export const chosen: readonly LabelledClaims[] = [
  {
    source: tram,
    supported: [
      'The tramway opened on 12 May 1904.',
      'The line was electrified in 1921.',
      'The line has 11 stops and is 8.4 km long.',
      'In summer a tram runs every 15 minutes.',
      'You may take your dog along free of charge, but not your bicycle.',
      'There is no Sunday service from November to March.',
      'A single ticket is valid for two hours and costs £3.50.',
      'The viaduct at Penmoor was also designed by Margaret Holloway.',
      'In 2023 the line was used by about 640,000 passengers.',
    ],
    unsupported: [
      'The tramway opened on 12 May 1914.',
      'The line is 8.4 miles long.',
      'The chief engineer was Thomas Penhale.',
      'Bicycles are allowed on all trams.',
      'A single ticket costs £5.30.',
      'The trams are painted green and cream.',
      'The tramway is owned by a charity that restores old carriages.',
      'Passengers can buy tickets online or in the harbour shop.',
      'There are 16 stops along the line.',
    ],
  },
  {
    source: leave,
    supported: [
      'Each employee gets 28 days of paid holiday a year, public holidays included.',
      'Holiday that was not used lapses after 31 March of the following year.',
      'Your line manager must approve the request at least 14 days before the first day of absence.',
      'From the fourth day of illness on you need a medical certificate.',
      'During the first six weeks, sick leave is paid in full.',
      'The probation period lasts 3 months.',
      'Unpaid parental leave of up to 18 weeks is possible until the child is eight.',
    ],
    unsupported: [
      'Each employee gets 30 days of paid holiday a year.',
      'A medical certificate is not required from the fourth day of illness.',
      'Employees receive a bonus in December if they have taken no sick leave.',
      'Requests must be approved by the director at least six months ahead.',
      'Parental leave is paid for the first 18 days.',
      'Overtime is compensated with additional time off.',
      'Remote work from abroad needs the approval of the legal department.',
    ],
  },
  {
    source: otter,
    supported: [
      'Otters eat roughly one kilogram of fish a day, above all trout and eels.',
      'The den of an otter is called a holt and usually lies under the river bank.',
      'They are mainly active at night.',
      'An adult otter weighs 7 to 12 kg.',
      'Cubs stay with their mother for about a year.',
      'Pesticides almost wiped the species out in England in the 1960s.',
      'Its fur is dense, with as many as 50,000 hairs per square centimetre.',
    ],
    unsupported: [
      'Otters eat about a kilogram of crabs and mussels every hour.',
      'Otters live for up to twenty years in captivity.',
      'An adult otter weighs 7 to 12 grams.',
      'In the 1960s hunting for fur nearly wiped the species out in Scotland.',
      'Otters communicate by whistling and mark their territory with droppings.',
      'The ban on dieldrin came into force in 1979.',
      'Females give birth to five cubs.',
      'Otters are active mainly during the day and never at night.',
    ],
  },
  {
    source: postRoad,
    supported: [
      '青岚驿路全长320里，连接临川府和海门关。',
      '驿路由工部主事沈文澜主持修筑，始建于1414年。',
      '沿途共有16座驿站，每座配备二十匹马。',
      '急递文书从临川到海门要走4天。',
      '普通文书需要九日才能送到。',
      '冬天大雪封山时，北段会停用大约两个月，文书改由水路递送。',
      '最后一座驿站在1912年关闭。',
      '1898年电报线架通以后，驿站逐渐被裁撤。',
    ],
    unsupported: [
      '青岚驿路全长230里。',
      '驿路由知府李成栋主持修筑。',
      '沿途共有二十六座驿站。',
      '驿卒每月可以领取三两银子的俸禄。',
      '驿路两旁种植了大量的松树和柳树。',
      '急递文书从临川送到海门需六日。',
      '冬季大雪封山时，北段不停用，文书照常递送。',
      '最后一座驿站现已改建为博物馆。',
    ],
  },
  {
    source: refund,
    supported: [
      '付款后7天内可以无理由全额退款。',
      '超过三十天的订单不能退款。',
      '已经激活的软件序列号以及定制商品不支持退款。',
      '客服会在2个工作日内完成审核。',
      '审核通过后，五个工作日内款项会原路退回。',
      '超过七天、未满三十天的订单，平台会扣除10%的手续费。',
      '对审核结果有异议的，可以在15天内向周敏提出复核。',
    ],
    unsupported: [
      '付款后14天内可以无理由全额退款。',
      '超过三十天的订单可以退款。',
      '退款会以优惠券的形式发放到账户。',
      '平台会扣除百分之二十的手续费。',
      '复核申请应当向投诉部门负责人王建国提出。',
      '会员用户享有优先退款和免手续费的特权。',
      '客服电话在节假日不提供服务。',
      '审核通过后，款项在五个小时内原路退回。',
    ],
  },
]

export const held: readonly LabelledClaims[] = [
  {
    source: pump,
    supported: [
      'The AX-45 moves 45 litres a minute and costs 265 euros.',
      'The BX-90 has a power of 1150 W.',
      'All pumps come with a three-year warranty.',
      'Only the BX-90, which is made of stainless steel, is suitable for salt water.',
      'When the red lamp blinks, the motor is overheated.',
      'Switch the pump off and let it cool for at least half an hour.',
      'Clean the filter every 200 hours of operation.',
    ],
    unsupported: [
      'The AX-45 costs 289 euros.',
      'The CX-10 is the smallest model of the series.',
      'The AX series can be used with salt water.',
      'The filter must be replaced once it is torn, and spare filters are sold by every dealer.',
      'Clean the filter every 500 hours of operation.',
      'If the lamp blinks green, the battery is almost empty.',
      'All models have a warranty of five years.',
    ],
  },
  {
    source: library,
    supported: [
      'The library has been in the former grain warehouse since 2015.',
      'The state paid 40% of the 14.2 million euros that the conversion cost.',
      'Okafor and Lind were the architects of the conversion.',
      'You can borrow up to 15 items for four weeks.',
      'Each item can be renewed twice unless it has been reserved by somebody else.',
      'From Monday to Thursday the reading room stays open until midnight.',
      'Eating is forbidden except in the café on the ground floor.',
    ],
    unsupported: [
      'The conversion cost 14.2 billion euros.',
      'The architects were Schmidt and Tanaka.',
      'The reading room is open until midnight on Saturdays.',
      'Children under twelve need the signature of a parent to register.',
      'You can borrow up to 50 items for four weeks.',
      'The building holds a collection of medieval maps and manuscripts.',
      'Late returns cost 20 euros a day per item.',
    ],
  },
  {
    source: battery,
    supported: [
      '电池容量为5000毫安时，最高支持65W快充。',
      '从0充到80%大约需要35分钟。',
      '正常使用可续航约12小时。',
      '环境温度高于45℃时请不要充电。',
      '设备可以在1.5米深的淡水中浸泡半小时，但不能在海水中使用。',
      '电池的保修期为一年，整机保修两年。',
      '循环800次之后，电池容量仍不低于初始值的80%。',
    ],
    unsupported: [
      '电池容量为6000毫安时。',
      '设备可以在海水中使用。',
      '从零充至百分之八十约需35小时。',
      '包装内附赠一个无线充电底座。',
      '整机保修期为三年。',
      '该设备由深圳的华远公司代工生产。',
      '屏幕采用最新的柔性材料，不易碎裂。',
    ],
  },
  {
    source: tea,
    supported: [
      '茶场位于海拔1600米的山区，主要出产绿茶和白茶。',
      '春茶的产量占全年的60%。',
      '采摘后须在6小时内完成杀青。',
      '茶场有85名固定员工。',
      '自2022年通过有机认证以来，茶场不再使用化学农药。',
      '场长罗志远计划投资约1800万元建设第二座加工厂。',
      '春茶从三月下旬开始采摘，持续大约40天。',
    ],
    unsupported: [
      '茶场主要生产红茶和乌龙茶。',
      '场长陈国栋计划建设第二座加工厂。',
      '茶场的产品出口到日本和德国。',
      '采摘后须在十六小时内完成杀青。',
      '茶场至今仍使用化学农药。',
      '第二座加工厂的投资约为1800亿元。',
      '游客可以预约参加采茶和制茶体验活动。',
    ],
  },
  {
    source: museum,
    supported: [
      '博物馆周一闭馆。',
      '成人门票60元，学生凭证件半价。',
      '馆内收藏了一万四千多件历代瓷器，分布在七间展厅。',
      '馆内可以拍照，但不能使用闪光灯和三脚架。',
      '讲解需要提前3天预约，每场最多25人。',
      '北宋汝窑天青釉洗由何季平在1957年捐赠。',
      '6岁以下儿童可以免票入场。',
    ],
    unsupported: [
      '博物馆全年无休，节假日照常开放。',
      '成人票价八十元。',
      '馆内禁止拍照。',
      '天青釉洗由企业家马东升捐赠。',
      '馆内设有咖啡厅和儿童陶艺工作坊。',
      '讲解服务需提前三周预约。',
      '馆藏国家一级文物共有1260件。',
    ],
  },
]

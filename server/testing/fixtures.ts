// Documents for tests, made here so that each one is read in a diff. What they tell is invented: no model can know it from elsewhere.
import { typeset, writePdf } from '@/server/testing/pdf'
import { writeZip } from '@/server/testing/zip'
import type { ZipEntry } from '@/server/testing/zip'

const tramway = [
  `# The Osmere Harbour Tramway

## Origins

The Osmere Harbour Tramway is a narrow-gauge railway on the island of Osmere. It was proposed in 1887 by the engineer Ada Thornbury, who
had come to the island to repair its sea wall and found that coal was still carried from the quay in wheelbarrows. The island council
granted her a charter on 14 March 1889, on the condition that no carriage should run during church services.

Building began in the spring of 1890 and took three years. The first train left Quay Street on 2 May 1893 with forty-one passengers and
a crate of live geese, which had been refused by the ferry. The whole line had cost 38,200 pounds, of which almost half was spent on
the Lantern Viaduct alone.`,
  `## The line

The tramway is 11.4 kilometres long and climbs from the harbour to the slate quarries at Penhallow. Its gauge is 762 millimetres. There
are seven stations: Quay Street, Market Cross, Gull Lane, Lantern Viaduct, Saint Brannoc, Upper Mill and Penhallow. The steepest gradient,
one in nineteen, lies between Saint Brannoc and Upper Mill, where a second locomotive used to push from behind.

The Lantern Viaduct has nine arches of granite and is 27 metres high. It takes its name from the oil lamps that hung beneath every arch
so that fishing boats could find the channel at night. The lamps were replaced by electric ones in 1931 and are still lit every evening.`,
  `## Locomotives

Four locomotives have served the line. Kestrel and Merlin were delivered in 1892 by the works of Harrow and Pike; each weighed twelve
tonnes and burned about nine kilograms of coal for every kilometre. Merlin was scrapped in 1948 after its boiler cracked on a frosty morning.
Kestrel has been restored and pulls the excursion trains in summer.

The electric railcar Sandpiper came in 1956. It carries sixty-four passengers, takes its current from a battery of 480 cells, and is charged
overnight at Upper Mill. The newest vehicle, Turnstone, was built in 2019 and recovers a fifth of its energy on the way down.`,
  `## Tickets and timetable

Trains leave Quay Street every forty minutes from seven in the morning until nine in the evening; in winter the last train leaves at six.
A single journey over the whole line takes 52 minutes. An ordinary ticket costs 4.50 crowns, children under twelve travel for half, and
residents of the island pay nothing on Sundays under a clause of the charter of 1889 that was never repealed.

Bicycles are carried in the guard's van when there is room. Dogs need a ticket, cats do not; the rule goes back to a ruling of the
stationmaster Josiah Pell in 1904.`,
  `## The storm of 1962

On the night of 11 January 1962 a storm destroyed two hundred metres of track between Quay Street and Market Cross. Nobody was hurt, because
the driver Maud Ellery had stopped her train at Gull Lane after noticing that the harbour lights were out. Repairs took nineteen weeks and
were paid for by a lottery whose first prize was a fishing boat.

Since then the lower line has run behind a new wall that is 3.2 metres high. A tide gauge at Quay Street closes the line automatically when
the water rises more than 1.9 metres above the mean.`,
]

/** Five pages of English prose about a tramway that does not exist. It opened on 2 May 1893 and is 11.4 kilometres long (page 2). */
export function englishPdf(): Uint8Array {
  return writePdf(tramway.map(typeset))
}

/** A Chinese page whose font is not embedded and whose characters can only be read with one of the predefined character maps. */
export function chinesePdf(): Uint8Array {
  const lines = ['青榆岛的海堤建于一八七四年，全长六千二百米，由当地渔民', '用玄武岩砌成。每年农历三月，岛上举行护堤节，家家户户', '在堤上挂红灯笼。']
  return writePdf([[{ text: '青榆岛海堤', x: 200, y: 760, size: 20, font: 'F2' }, ...lines.map((text, at) => ({ text, x: 60, y: 720 - at * 18, size: 12, font: 'F2' as const }))]])
}

/** Pages without any text, as a scanner makes them. */
export function scannedPdf(pageCount: number): Uint8Array {
  return writePdf(Array.from({ length: pageCount }, () => []))
}

export function encryptedPdf(): Uint8Array {
  return writePdf([typeset('A secret.')], { isEncrypted: true })
}

/** An English book of so many pages, for measuring. */
export function longPdf(pageCount: number): Uint8Array {
  const prose = tramway.join('\n\n').replaceAll(/^#+ .*$/gm, '')
  return writePdf(Array.from({ length: pageCount }, (_, at) => typeset(`### Chapter ${at + 1}\n\n${prose.slice(0, 3_000)}`)))
}

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

export function paragraph(text: string, style?: string): string {
  return `<w:p>${style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

function table(rows: readonly (readonly string[])[]): string {
  return `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`
}

/** The parts of a Word document with this body, as entries of its archive. */
export function docxEntries(body: string, prolog = ''): ZipEntry[] {
  const styles = [1, 2].map((level) => `<w:style w:type="paragraph" w:styleId="${level}"><w:name w:val="heading ${level}"/></w:style>`).join('')
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  return [
    {
      name: '[Content_Types].xml',
      data: `${header}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/></Types>`,
    },
    { name: '_rels/.rels', data: `${header}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>` },
    { name: 'word/_rels/document.xml.rels', data: `${header}<Relationships xmlns="${relations}"><Relationship Id="r1" Type="${office}/styles" Target="styles.xml"/></Relationships>` },
    { name: 'word/styles.xml', data: `${header}<w:styles ${namespace}>${styles}</w:styles>` },
    { name: 'word/document.xml', data: `${header}${prolog}<w:document ${namespace}><w:body>${body}</w:body></w:document>` },
  ]
}

/** A Chinese Word document with headings and a table, about a post road that does not exist: opened in 1732, 418 里 long, seven stations. */
export function chineseDocx(): Uint8Array {
  const body = [
    paragraph('云岭邮路志', '1'),
    paragraph('起源', '2'),
    paragraph('云岭邮路是连接松溪镇与雪门关的一条古驿道，开通于一七三二年，由时任松溪县令的陆怀远主持修建。当时山中盐价高昂，百姓往返一趟需要二十三天，陆怀远遂奏请朝廷修路，以便运盐、送信。'),
    paragraph('全路长四百一十八里，用了六年时间才完工，共征用石匠一千二百人。路面以青石铺成，宽五尺，最高处的雪门关海拔三千八百四十米。'),
    paragraph('驿站', '2'),
    paragraph('邮路沿途设有七座驿站，各站的里程与设立年份如下表所示。'),
    table([
      ['驿站', '里程（里）', '设立年份', '马匹数'],
      ['松溪镇', '0', '1732', '24'],
      ['白鹭滩', '56', '1732', '12'],
      ['石佛渡', '118', '1733', '16'],
      ['柳叶坪', '187', '1734', '10'],
      ['鹰嘴崖', '262', '1736', '18'],
      ['云海寺', '345', '1737', '14'],
      ['雪门关', '418', '1738', '20'],
    ]),
    paragraph('规矩', '2'),
    paragraph('邮差每日行程不得少于六十里。凡急件，须在信封上插一根雉羽，称为“羽信”；羽信从松溪镇送到雪门关，限四日到达，迟到一日罚银三两。'),
    paragraph('冬季大雪封山时，鹰嘴崖以上的路段由养犬人负责送信。最有名的一只雪犬名叫“阿墨”，在一七九一年的暴风雪中独自把药方送到雪门关，救活了三十七名守军。'),
    paragraph('衰落', '2'),
    paragraph('一九一六年，公路修到石佛渡，邮路上游逐渐荒废。如今只有白鹭滩到石佛渡之间的六十二里仍可步行，每年十月举办一次古道越野赛。'),
  ].join('')
  return writeZip(docxEntries(body))
}

/** A Word document of a few kilobytes that inflates to `megabytes`. */
export function bombDocx(megabytes: number): Uint8Array {
  return writeZip(docxEntries(paragraph('a'.repeat(megabytes * 1_000_000))).map((entry) => ({ ...entry, isDeflated: true })))
}

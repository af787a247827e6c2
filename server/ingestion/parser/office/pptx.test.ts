import { expect, test } from 'vitest'
import { readPptx } from '@/server/ingestion/parser/office/pptx'
import { pptxEntries, slideBox, slideTable, writePptx } from '@/server/testing/officeFiles'
import { readAll } from '@/server/testing/readings'
import { writeZip } from '@/server/testing/zip'

test('a slide is a page with its title, its text, its table and its notes, in the order of the presentation', async () => {
  const { pages, pageCount, warnings } = await readAll(
    readPptx(
      writePptx([
        { shapes: slideBox('第一季度\n总结', 'body') + slideBox('The harbour in 2024', 'ctrTitle') + slideBox('3', 'sldNum') },
        { shapes: slideBox('Ferries', 'title') + slideTable([['Ferry', 'Seats'], ['Gull | Tern', '120']]) + slideBox('Source: & log', undefined), notes: 'Say that two are new.\nThen pause.' },
      ]),
    ),
  )
  expect(pageCount).toBe(2)
  expect(warnings).toEqual([])
  expect(pages).toEqual([
    { page: 1, text: 'The harbour in 2024\n\n- 第一季度\n- 总结', headings: [{ offset: 0, level: 1, title: 'The harbour in 2024' }] },
    { page: 2, text: 'Ferries\n\n| Ferry | Seats |\n| Gull \\| Tern | 120 |\n\nSource: & log\n\nNotes: Say that two are new.\n\nThen pause.', headings: [{ offset: 0, level: 1, title: 'Ferries' }] },
  ])
})

test('bullets keep their depth, line breaks their line, and a slide without a title goes by its first line', async () => {
  const { pages } = await readAll(readPptx(writePptx([{ shapes: slideBox('outer\n\tinner\nouter again', 'body') }, { shapes: '' }])))
  expect(pages).toEqual([
    { page: 1, text: '- outer\n  - inner\n- outer again', headings: [{ offset: 2, level: 1, title: 'outer' }] },
    { page: 2, text: '', headings: [] },
  ])
})

test('merged cells keep their columns, and text that is there for older programs is read once', async () => {
  const cell = (text: string, attributes = '') => `<a:tc ${attributes}><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`
  const rows = `<a:tr>${cell('North', 'rowSpan="2"')}${cell('May')}${cell('both', 'gridSpan="2"')}${cell('', 'hMerge="1"')}${cell('end')}</a:tr><a:tr>${cell('', 'vMerge="1"')}${cell('June')}${cell('1')}${cell('2')}${cell('3')}</a:tr>`
  const twice = `<mc:AlternateContent><mc:Choice>${slideBox('once')}</mc:Choice><mc:Fallback>${slideBox('once')}</mc:Fallback></mc:AlternateContent>`
  const { text } = await readAll(readPptx(writePptx([{ shapes: `${twice}<p:graphicFrame><a:tbl>${rows}</a:tbl></p:graphicFrame>` }])))
  expect(text).toBe('once\n\n| North | May | both |  | end |\n| North | June | 1 | 2 | 3 |')
})

test('a damaged slide is left out and said, and the others are read', async () => {
  const archive = Buffer.from(writeZip(pptxEntries([{ shapes: slideBox('One', 'title') }, { shapes: slideBox('Two', 'title') }])))
  const start = archive.indexOf('ppt/slides/slide1.xml') + 'ppt/slides/slide1.xml'.length
  archive.fill(0xff, start, start + 40)
  const { pages, warnings, pageCount } = await readAll(readPptx(archive))
  expect(pages.map(({ text }) => text)).toEqual(['One'])
  expect(warnings).toEqual(['Slide 2 is damaged and was left out'])
  expect(pageCount).toBe(2)
})

test('a presentation without slides is refused', async () => {
  await expect(readPptx(writePptx([]))).rejects.toThrow('has no slides')
})

import { listedParts, mainPart, relationsOf } from '@/server/ingestion/parser/office/relations'
import { SlideShapes } from '@/server/ingestion/parser/office/slideShapes'
import { slideText } from '@/server/ingestion/parser/office/slideText'
import { UnreadableFile } from '@/server/ingestion/parser/reading'
import type { Page, Reading } from '@/server/ingestion/parser/reading'
import { readXml } from '@/server/ingestion/parser/xml'
import { Archive, unlessDamaged } from '@/server/ingestion/parser/zip'

/** A PowerPoint presentation (ECMA-376 PresentationML): a slide is a page, with its title as heading, its text, tables, diagrams and notes. */
export async function readPptx(bytes: Uint8Array): Promise<Reading> {
  const archive = new Archive(bytes, 'PowerPoint')
  const main = await mainPart(archive)
  const slides = (await listedParts(archive, main, 'sldId', await relationsOf(archive, main))).map(({ target }) => target)
  if (slides.length === 0) throw new UnreadableFile('This presentation has no slides; check it and upload it again')
  const warnings: string[] = []
  return { pageCount: slides.length, pages: readSlides(archive, slides, warnings), warnings }
}

async function* readSlides(archive: Archive, slides: readonly string[], warnings: string[]): AsyncGenerator<Page> {
  for (const [at, slide] of slides.entries()) {
    const page = await unlessDamaged(readSlide(archive, slide))
    if (page === undefined) warnings.push(`Slide ${at + 1} is damaged and was left out`)
    else yield { page: at + 1, ...page }
  }
}

async function readSlide(archive: Archive, slide: string): Promise<Omit<Page, 'page'>> {
  const relations = await relationsOf(archive, slide)
  const shapes = await shapesOf(archive, slide)
  for (const { target } of relations.filter(({ type }) => type === 'diagramData')) shapes.push(...(await shapesOf(archive, target)))
  const notes = relations.find(({ type }) => type === 'notesSlide')
  const noted = notes === undefined ? [] : await shapesOf(archive, notes.target)
  return slideText(shapes, noted.flatMap(({ paragraphs }) => paragraphs.map(({ lines }) => lines.join(' '))))
}

async function shapesOf(archive: Archive, part: string) {
  const shapes = new SlideShapes()
  await readXml(archive, part, shapes)
  return shapes.result()
}

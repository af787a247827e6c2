/** Tells the owner that a method did not find what it cuts at; nothing is lost. */
export function nothingFound(what: 'articles' | 'chapters' | 'headings' | 'questions with answers' | 'sections' | 'tables'): string {
  return `No ${what} were found in this file, so it was cut as general text`
}

/** The files of a drop, those inside dropped folders too; files that a system hides (a leading dot) are no documents. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Taken before the first await: the list is emptied when the event ends. A file that lies in no file system has no entry.
  const dropped = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [])
  const files = (await Promise.all(dropped.map(filesOf))).flat()
  return files.filter((file) => !file.name.startsWith('.'))
}

async function filesOf(entry: FileSystemEntry | File): Promise<File[]> {
  if (entry instanceof File) return [entry]
  if (entry instanceof FileSystemFileEntry) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  if (!(entry instanceof FileSystemDirectoryEntry)) return []
  const reader = entry.createReader()
  const children: FileSystemEntry[] = []
  // A reader gives a hundred entries at a time, and none when it is at its end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) break
    children.push(...some)
  }
  return (await Promise.all(children.map(filesOf))).flat()
}

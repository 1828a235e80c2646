// Searches the parts of a workbook, or of another ZIP archive, for an address.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';
import { UnreadableError } from '#layers/people/imports/formats/gunzip.ts';
import { readText } from '#layers/people/imports/formats/workbook/sharedStrings.ts';
import { readElements } from '#layers/people/imports/formats/workbook/xml.ts';
import { openZip, type ZipEntry } from '#layers/people/imports/formats/zip.ts';
import { type FileState, searchFile } from './searchFile.ts';

/** Longest sum of all parts, unpacked; the importer reads no longer ones. */
const maxBytes = 2 * 1024 * 1024 * 1024;
/** Longest text that a cell or a comment has in runs. */
const maxTextBytes = 1024 * 1024;

/** What is no text and is in most workbooks. */
const picture = /\.(?:png|jpe?g|gif|emf|wmf|bmp|tiff?)$|\/printerSettings\d*\.bin$/i;

/** Elements whose text may be cut into runs of several fonts, by the parts that have them. */
const runs: readonly (readonly [part: RegExp, element: string])[] = [
  [/sharedStrings[^/]*\.xml$/i, 'si'],
  [/worksheets\/[^/]*\.xml$/i, 'is'],
  [/comments[^/]*\.xml$/i, 'text'],
];

async function* readTexts(part: ZipEntry, element: string): AsyncGenerator<Buffer> {
  for await (const found of readElements(part.read(maxBytes), element, { maxBytes: maxTextBytes }))
    yield Buffer.from(found.map(({ text }) => `${readText(text)}\n`).join(''));
}

const searchPart = async (name: string, part: ZipEntry, spellings: readonly string[]): Promise<FileState> => {
  if (part.isEncrypted) return 'unreadable';
  const whole = await searchFile(part.read(maxBytes), spellings);
  if (whole === 'held') return 'held';
  const [, element] = runs.find(([pattern]) => pattern.test(name)) ?? [];
  if (element && (await searchFile(readTexts(part, element), spellings)) === 'held') return 'held';
  return picture.test(name) ? 'absent' : whole;
};

const searchParts = async (
  zip: ReadonlyMap<string, ZipEntry>,
  spellings: readonly string[],
): Promise<FileState> => {
  let state: FileState = 'absent';
  let left = maxBytes;
  for (const [name, part] of zip) {
    left -= part.sizeBytes;
    if (left < 0) return 'unreadable';
    const found = await searchPart(name, part, spellings);
    if (found === 'held') return 'held';
    if (found === 'unreadable') state = 'unreadable';
  }
  return state;
};

/** Searches an object; `unreadable` for one that is no archive. Throws ObjectStoreError, `changed` for one that was replaced. */
export const searchArchive = async (
  store: Pick<ObjectStore, 'describe' | 'readRange'>,
  key: string,
  spellings: readonly string[],
  call: CallContext,
): Promise<FileState> => {
  const { etag, sizeBytes } = await store.describe(key, call);
  const version = { key, etag };
  const head = sizeBytes < 4 ? Buffer.alloc(0) : await store.readRange(version, { from: 0, to: 4 }, call);
  if (head.toString('latin1') !== 'PK\x03\x04') return 'unreadable';
  try {
    return await searchParts(await openZip({ store, version, sizeBytes }, call), spellings);
  } catch (error) {
    if (error instanceof UnreadableError) return 'unreadable';
    throw error;
  }
};

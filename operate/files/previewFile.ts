// A first look at a file before it is uploaded: how it is read, and what an import would refuse.
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ObjectStore } from '#layers/aws/s3/objectStore.ts';
import { readChoices } from '#layers/people/imports/choices.ts';
import { describeColumns } from '#layers/people/imports/columns/columns.ts';
import { FileRefused } from '#layers/people/imports/formats/table.ts';
import { openFile } from '#layers/people/imports/openFile.ts';
import { optionalReaders } from '#layers/people/imports/optionalReaders.ts';
import { type RowContext, RowRejected, readChanges } from '#layers/people/imports/readChange.ts';
import type { PersonChange } from '#layers/people/personChange.ts';
import { UserError } from '#tools/userError.ts';

/** Rows that are looked at: enough to see what is wrong with a column, in a second or two. */
const maxRows = 10_000;
const shownPeople = 5;

const call = { deadlineMs: Number.POSITIVE_INFINITY };

/** `ann@example.com` → `a**@e**********`, so that a screen that others see shows nobody. */
const mask = (text: string): string => text.replace(/(?<=[\p{L}\p{N}.])[\p{L}\p{N}.]/gu, '*');

const readLocally = (file: string): Pick<ObjectStore, 'readRange'> => ({
  async readRange(_version, { from, to }) {
    await using handle = await open(file);
    const bytes = Buffer.alloc(Math.min(to, (await handle.stat()).size) - from);
    await handle.read(bytes, 0, bytes.length, from);
    return bytes;
  },
});

/** The rule that the changes of a row would break where their people are new. */
const findBroken = (changes: readonly PersonChange[]): string | undefined => {
  const [[field, rule] = []] = changes.flatMap(({ broken }) => Object.entries(broken ?? {}));
  return field && `${field} ${rule}`;
};

const readRow = (context: RowContext, row: Parameters<typeof readChanges>[1]): PersonChange[] | string => {
  try {
    const { changes } = readChanges(context, row);
    return findBroken(changes) ?? changes;
  } catch (error) {
    if (error instanceof RowRejected) return error.message;
    throw error;
  }
};

const count = (value: number): string => value.toLocaleString('en');

const look = async (file: string, metadata: Readonly<Record<string, string>>): Promise<string[]> => {
  const choices = readChoices(metadata);
  const stored = {
    store: readLocally(file),
    version: { key: file, etag: '' },
    sizeBytes: (await stat(file)).size,
  };
  const opened = await openFile(stored, { choices, order: 'time' }, optionalReaders.packedFormats, call);
  const { columns, firstRow, rows } = opened;
  const form = choices.country === undefined ? undefined : await optionalReaders.createForm(choices.country);
  const place = { job: '0'.repeat(32), uploadedMs: 0, order: 'time', asOfMs: 0 } as const;
  const context: RowContext = { columns, firstEmail: choices.firstEmail, form, ...place };
  const rejected = new Map<string, number>();
  const people: string[] = [];
  let [read, several] = [0, 0];
  for await (const row of rows(firstRow)) {
    if (row.cells.every((cell) => cell.toString().trim() === '')) continue;
    const result = readRow(context, row);
    read += 1;
    if (typeof result === 'string') rejected.set(result, (rejected.get(result) ?? 0) + 1);
    else if (people.length < shownPeople)
      people.push(
        ...result.map(({ email, phoneNumber }) => `  ${mask(email)}  ${mask(phoneNumber ?? 'leaves')}`),
      );
    if (typeof result !== 'string' && result.length > 1) several += 1;
    if (read === maxRows) break;
  }
  const { format, encoding, separator, sheet } = opened.describe();
  const { email, phoneNumber, leftOut } = describeColumns(columns);
  const total = [...rejected.values()].reduce((sum, one) => sum + one, 0);
  const how = [format, encoding, separator && `separated by ${separator}`, sheet && `sheet "${sheet}"`];
  return [
    `${basename(file)}: ${how.filter((part) => part).join(', ')}`,
    `E-mail:    ${email.join(', then ')}`,
    `Number:    ${phoneNumber.join(', else ') || 'none: the file can only delete'}`,
    ...(leftOut.length > 0 ? [`Left out:  ${leftOut.join(', ')}`] : []),
    ...people.slice(0, shownPeople),
    ...(several > 0
      ? [`${count(several)} rows have several addresses: each is a person (--first-email takes one).`]
      : []),
    `${read === maxRows ? 'Of the first ' : 'Of '}${count(read)} rows ${count(total)} would be rejected${total > 0 ? ':' : '.'}`,
    ...[...rejected].toSorted(([, a], [, b]) => b - a).map(([rule, times]) => `  ${count(times)}  ${rule}`),
  ];
};

/** Returns lines for a person. Throws UserError for a file that an import would refuse as a whole. */
export const previewFile = async (
  file: string,
  metadata: Readonly<Record<string, string>>,
): Promise<string[]> => {
  try {
    return await look(file, metadata);
  } catch (error) {
    throw error instanceof FileRefused ? new UserError(error.message) : error;
  }
};

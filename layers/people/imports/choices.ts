// What whoever sent a file has chosen for its import, by the object's metadata.
import type { ObjectDescription } from '#layers/aws/s3/objectStore.ts';
import { timestamp } from '#layers/base/timestamp.ts';
import {
  asOfMetadata,
  type ChoiceName,
  type MappedField,
  mappedFields,
} from '#layers/people/bucketLayout.ts';
import { maxAheadMs } from '#layers/people/revision.ts';
import { FileRefused } from './formats/table.ts';

export type Choices = {
  /** The names of columns, by what they hold. */
  map: Readonly<Partial<Record<MappedField, string>>>;
  /** The name of the only column of numbers that counts. */
  phone?: string | undefined;
  /** Whether only the first address of a row is a person. */
  firstEmail: boolean;
  /** A label of the Encoding Standard: https://encoding.spec.whatwg.org/#names-and-labels */
  encoding?: string | undefined;
  /** The name of the sheet of a workbook. */
  sheet?: string | undefined;
  /** ISO 3166-1 alpha-2 */
  country?: string | undefined;
};

const decode = (name: ChoiceName, text: string | undefined): string | undefined => {
  try {
    return text && decodeURIComponent(text);
  } catch {
    throw new FileRefused(`The metadata ${name} must be encoded as in a URL.`);
  }
};

const isMapped = (field: string): field is MappedField => (mappedFields as readonly string[]).includes(field);

const readMap = (text = ''): Choices['map'] => {
  const entries = [...new URLSearchParams(text)];
  if (entries.every(([field, name]) => isMapped(field) && name !== '')) return Object.fromEntries(entries);
  throw new FileRefused(`The metadata map must name columns by ${mappedFields.join(', ')}: email=Work+mail`);
};

/** Throws FileRefused. */
export const readChoices = (metadata: Readonly<Partial<Record<string, string>>>): Choices => ({
  map: readMap(metadata.map),
  phone: decode('phone', metadata.phone),
  firstEmail: metadata['first-email'] === 'true',
  encoding: metadata.encoding,
  sheet: decode('sheet', metadata.sheet),
  country: metadata.country,
});

/** The `as-of` time, which orders the rows of a file in a directory ordered by time, in milliseconds since the epoch. Throws FileRefused. */
export const readAsOf = ({ metadata, modifiedMs }: ObjectDescription, nowMs: number): number => {
  const { success, data } = timestamp.safeParse(metadata[asOfMetadata] ?? new Date(modifiedMs).toISOString());
  if (!success) throw new FileRefused(`The metadata ${asOfMetadata} must be a time by RFC 3339.`);
  if (data < 0) throw new FileRefused(`The metadata ${asOfMetadata} must not be before 1970.`);
  if (data > nowMs + maxAheadMs)
    throw new FileRefused(`The metadata ${asOfMetadata} must not be more than 5 minutes ahead.`);
  return data;
};

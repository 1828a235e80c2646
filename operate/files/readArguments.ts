// What the command line of an import says, checked.
import { open } from 'node:fs/promises';
import { parseTimestamp } from '#api/timestamp.ts';
import { type ChoiceName, mappedFields } from '#layers/people/bucketLayout.ts';
import { UsageError, UserError } from '#tools/userError.ts';
import { toFileError } from '../fileError.ts';

/** A time by RFC 3339, in UTC. Throws UsageError for any other text. */
export const readTime = (text: string): string => {
  const timeMs = parseTimestamp(text);
  if (timeMs === undefined)
    throw new UsageError(`--as-of must be a time such as 2026-01-31T12:00:00Z, not "${text}".`);
  return new Date(timeMs).toISOString();
};

/** Throws UserError when the file cannot be read. Its first bytes say its format, whatever its name. */
export const checkFile = async (file: string): Promise<void> => {
  const handle = await open(file).catch((error: unknown) => {
    throw toFileError(file, error);
  });
  await using _closed = handle;
  if ((await handle.stat()).isDirectory()) throw new UserError(`${file} is a folder, not a file.`);
};

/** `email=Work mail`, as the metadata `map` has it. Throws UsageError. */
const readMaps = (maps: readonly string[]): string | undefined => {
  if (maps.length === 0) return undefined;
  const entries = maps.map((text) => {
    const [, field, name] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (!field || !name || !(mappedFields as readonly string[]).includes(field))
      throw new UsageError(
        `--map must be such as email='Work mail', of ${mappedFields.join(', ')}, not "${text}".`,
      );
    return [field, name] as [string, string];
  });
  return String(new URLSearchParams(entries));
};

export type ChoiceOptions = {
  asOf?: string | undefined;
  map: readonly string[];
  phone?: string | undefined;
  firstEmail: boolean;
  encoding?: string | undefined;
  country?: string | undefined;
  sheet?: string | undefined;
};

/** The metadata of an upload, which are ASCII. Throws UsageError. */
export const toMetadata = (options: ChoiceOptions): Record<string, string> => {
  const { asOf, map, phone, firstEmail, encoding, country, sheet } = options;
  const metadata: Partial<Record<ChoiceName, string | undefined>> = {
    'as-of': asOf === undefined ? undefined : readTime(asOf),
    country,
    encoding,
    'first-email': firstEmail ? 'true' : undefined,
    map: readMaps(map),
    phone: phone && encodeURIComponent(phone),
    sheet: sheet && encodeURIComponent(sheet),
  };
  return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
};

/** A word of a shell's command line. */
export const quote = (text: string): string =>
  /^[\w=./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

export type Place = { stage?: string | undefined; region?: string | undefined; bucket?: string | undefined };

const toOption = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`--${name} ${quote(value)}`];

/** The command that imports a file so. */
export const describeCommand = (file: string, options: ChoiceOptions & Place): string => {
  const { asOf, map, phone, firstEmail, encoding, country, sheet, stage, region, bucket } = options;
  return [
    `npm run import -- ${quote(file)}`,
    ...toOption('as-of', asOf),
    ...map.flatMap((text) => toOption('map', text)),
    ...toOption('phone', phone),
    ...toOption('country', country),
    ...(firstEmail ? ['--first-email'] : []),
    ...toOption('encoding', encoding),
    ...toOption('sheet', sheet),
    ...toOption('stage', stage),
    ...toOption('region', region),
    ...toOption('bucket', bucket),
  ].join(' ');
};

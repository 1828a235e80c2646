// The layout of the bucket: its prefixes, the keys below them, and the ids in these keys.
import { createHash } from 'node:crypto';

export const bucketPrefixes = {
  /** Files to import. */
  incoming: 'incoming/',
  /** Files whose rows are checked and counted; nothing is applied. */
  dryRun: 'dry-run/',
  /** One result per import, and how far it was while it ran. */
  results: 'results/',
  /** Rejected rows, below the id of their import. */
  rejects: 'rejects/',
  exports: 'exports/',
  /** The findings of erasures, below the subject. */
  certificates: 'certificates/',
  /** The subjects that were erased. Nothing below it is ever deleted. */
  erasures: 'erasures/',
} as const;

/**
 * `failed`: the file cannot be read, or not from some row on. `superseded`: the object was replaced or deleted before its
 * end. `interrupted`: an erasure deleted the object before its end.
 */
export const importStates = ['running', 'done', 'failed', 'superseded', 'interrupted'] as const;

export type ImportState = (typeof importStates)[number];

/** How a file was read. */
export type FileFacts = {
  format: string;
  encoding?: string;
  separator?: string;
  sheet?: string;
  /** Names of columns. */
  columns: { email: string[]; phoneNumber: string[]; leftOut: string[] };
};

/** What an import has done with its rows, as its result tells it. */
export type ImportResult = {
  state: ImportState;
  /** A sentence: why the import ended before the file did, or applied nothing. */
  reason?: string | undefined;
  counts: {
    read: number;
    applied: number;
    /** Rows whose person has a newer state. */
    unchanged: number;
    rejected: number;
  };
  /** Of the file as it is stored. What is read of a packed or recoded file is an estimate until its end. */
  bytes: { read: number; total: number };
  /** The speed of the running function; 0 where the job had ended before it. */
  rowsPerS: number;
  /** The last line of the file that was read. */
  lastLine: number;
  /** Absent where no run has opened the file. */
  file?: FileFacts | undefined;
  /** What the keys of the rejected rows begin with; absent without any. */
  rejects?: string | undefined;
  /** How many rows were rejected, by the rule that they broke; absent without any. */
  violations?: Record<string, number> | undefined;
  /** Rows whose number has a length of its country, but no range that it has assigned; absent without any. */
  onlyPossible?: number | undefined;
  /** A sentence: why the last attempt failed; and when the next one comes, in ISO 8601. */
  retry?: { reason: string; at: string } | undefined;
};

export type ExportManifest = {
  /** People in the file. */
  count: number;
  /** In hexadecimal digits. */
  sha256: string;
  bytes: number;
};

const { incoming, dryRun, results, rejects, exports } = bucketPrefixes;

export const importedPrefixes: readonly string[] = [incoming, dryRun];

/** Prefixes of the objects that may hold rows of people. */
export const peoplePrefixes: readonly string[] = [...importedPrefixes, rejects, exports];

export const isImported = (key: string): boolean => importedPrefixes.some((prefix) => key.startsWith(prefix));

export const isDryRun = (key: string): boolean => key.startsWith(dryRun);

/** The result of an import that has ended. */
export const resultKey = (job: string): string => `${results}${job}.json`;

/** How far a running import is. Apart from its result, which an attempt to write this that lands late would replace. */
export const runningKey = (job: string): string => `${results}${job}.running.json`;

export const rejectsPrefix = (job: string): string => `${rejects}${job}/`;

/** `offsetBytes` is where the rows' chunk begins. Sorted by name, the objects are in the order of the file. */
export const rejectsKey = (job: string, offsetBytes: number): string =>
  `${rejectsPrefix(job)}${String(offsetBytes).padStart(13, '0')}.csv`;

/** The forms of exports, by the ends of their keys. */
const exportEnds = {
  csv: '.csv',
  semicolon: '.semicolon.csv',
  plain: '.plain.csv',
  xlsx: '.xlsx',
} as const;

/**
 * `csv` and `semicolon` are for spreadsheets: UTF-8 with a byte order mark and guarded cells. `plain` is RFC 4180 alone, for
 * programs. `xlsx` has text cells.
 */
export type ExportForm = keyof typeof exportEnds;

export const exportForms = Object.keys(exportEnds) as readonly ExportForm[];

/** The key of the export that was started at `time`, in ISO 8601. */
export const exportKey = (time: string, form: ExportForm): string => `${exports}${time}${exportEnds[form]}`;

const exportPattern = /^exports\/(.*?)((?:\.semicolon|\.plain)?\.csv|\.xlsx)$/s;

export const isExport = (key: string): boolean => exportPattern.test(key);

/** Undefined for the key of no export. */
export const exportFormOf = (key: string): ExportForm | undefined => {
  const end = exportPattern.exec(key)?.[2];
  return exportForms.find((form) => exportEnds[form] === end);
};

/** When the export was started, in milliseconds since the epoch; NaN for any other key. */
export const exportStartMs = (key: string): number => Date.parse(exportPattern.exec(key)?.[1] ?? '');

/** The key of an export's manifest, which is written after the export: `.json` in place of `.csv`, and after `.xlsx`. */
export const manifestKey = (key: string): string => `${key.replace(/\.csv$/, '')}.json`;

/** The key of the export that a manifest describes; undefined for any other key. */
export const exportOfManifest = (key: string): string | undefined => {
  if (!key.startsWith(exports) || !key.endsWith('.json')) return undefined;
  const described = key.slice(0, -'.json'.length);
  return described.endsWith(exportEnds.xlsx) ? described : `${described}.csv`;
};

/** The object metadata that holds the time at which a file was right, by RFC 3339; absent for the time of its upload. */
export const asOfMetadata = 'as-of';

/**
 * The object metadata that changes what an import does, in the order in which it is hashed into a job's id. Values are ASCII:
 * names of columns and sheets are encoded as in a URL.
 */
export const choiceNames = [
  asOfMetadata,
  'country',
  'encoding',
  'first-email',
  'map',
  'phone',
  'sheet',
] as const;

export type ChoiceName = (typeof choiceNames)[number];

/** Columns that can be chosen by the metadata `map`. */
export const mappedFields = ['email', 'phoneNumber', 'version', 'deleted'] as const;

export type MappedField = (typeof mappedFields)[number];

const idDigits = 32;
const secondLength = 'YYYY-MM-DDTHH:MM:SS'.length;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, idDigits);

/** 32 hexadecimal digits, the same for every upload to the key. */
export const fileId = (key: string): string => hash(key);

export type Upload = {
  /** Without the quotes. */
  etag: string;
  /** When S3 received it, in milliseconds since the epoch. */
  modifiedMs: number;
  /** The object's metadata, by lower-case name. */
  metadata: Readonly<Record<string, string>>;
};

/**
 * 32 hexadecimal digits, which do not reveal the key. Uploading the same bytes again is another import. S3's LastModified has
 * whole seconds, so the same bytes and options within one second are one import. docs/import.md has it as a command.
 */
export const jobId = (key: string, { etag, modifiedMs, metadata }: Upload): string => {
  const second = new Date(modifiedMs).toISOString().slice(0, secondLength);
  const options = choiceNames
    .filter((name) => metadata[name] !== undefined)
    .map((name) => `${name}=${metadata[name]}`);
  return hash([key, etag, second, ...options].join('\n'));
};

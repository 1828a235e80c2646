// Mutants of functions/ and layers/ that no unit test kills, each with the reason.

export type Survivor = {
  /** Path of the mutated file. */
  file: string;
  /** The mutated code and its replacement, in one line each. */
  mutant: string;
  reason: string;
};

const codeOfIssue = 'Nobody reads the code of an issue of zod; only its message is shown.';

const neverSent = 'Priming builds and signs its command, and sends it nowhere.';

export const survivors: readonly Survivor[] = [
  {
    file: 'layers/database/dataApiDatabase.ts',
    mutant: "{ sql: '', parameters: toSqlParameters({ email: '' }), ...selection } → {}",
    reason: neverSent,
  },
  { file: 'layers/database/dataApiDatabase.ts', mutant: `'' → "Stryker was here!"`, reason: neverSent },
  { file: 'layers/database/dataApiDatabase.ts', mutant: "{ email: '' } → {}", reason: neverSent },
  {
    file: 'layers/database/dataApiDatabase.ts',
    mutant: `'deserialize' → ""`,
    reason: 'At any later step the command is not sent either; prime.test.ts would see a request.',
  },
  {
    file: 'layers/database/dataApiDatabase.ts',
    mutant: `'low' → ""`,
    reason: 'The SDK puts an unknown priority behind all others, as it does the low one.',
  },
  {
    file: 'layers/database/databaseError.ts',
    mutant: `'' → "Stryker was here!"`,
    reason: 'No rule looks for that text.',
  },
  {
    file: 'layers/events/cloudEvent.ts',
    mutant: 'text.toUpperCase() → text.toLowerCase()',
    reason: 'V8 reads a lower-case t and z, too; ECMAScript promises it for upper case alone.',
  },
  {
    file: 'layers/events/cloudEvent.ts',
    mutant:
      '/^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)$/ → /^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)/',
    reason: 'V8 refuses a time with more text behind it; ECMAScript leaves that open.',
  },
  { file: 'layers/events/cloudEvent.ts', mutant: `'custom' → ""`, reason: codeOfIssue },
  {
    file: 'layers/events/logBatch.ts',
    mutant: '[] → ["Stryker was here"]',
    reason: 'Only an unforeseen error leaves no outcomes, and text is the outcome of no record.',
  },
  {
    file: 'layers/events/unwrapEvent.ts',
    mutant: "{ // The parser's own message quotes the text. return undefined; } → {}",
    reason: 'A function that returns nothing returns undefined.',
  },
  {
    file: 'layers/migrations/giveSubjects.ts',
    mutant: 'row?.id → row.id',
    reason: 'The row that made the statement fail is there, unless somebody deleted it in that moment.',
  },
  {
    file: 'layers/migrations/planMigrations.ts',
    mutant: 'name < lastFile → name <= lastFile',
    reason: 'The last file is not missing.',
  },
  {
    file: 'layers/migrations/planMigrations.ts',
    mutant: 'name < lastApplied → name <= lastApplied',
    reason: 'The last that was applied is compared by its checksum before.',
  },
  {
    file: 'layers/migrations/readMigrationFiles.ts',
    mutant:
      "(await readdir(folder)).filter((name) => name.endsWith('.sql')).sort() → (await readdir(folder)).filter(name => name.endsWith('.sql'))",
    reason: 'libuv sorts the names of a folder, which Node.js does not promise.',
  },
  {
    file: 'layers/runtime/config.ts',
    mutant: `'.' → ""`,
    reason: 'A variable of the environment has nothing inside it, so its path is one name.',
  },
];

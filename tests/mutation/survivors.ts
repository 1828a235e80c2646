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

const aReserve = 'A millisecond more or less; what is left is a reserve.';

const returnsUndefined = 'A function that returns nothing returns undefined.';

const onlyQuote =
  'The parser has no other error for these options; one that it had would be thrown as it is.';

export const survivors: readonly Survivor[] = [
  {
    file: 'layers/aws/dataApi/dataApiDatabase.ts',
    mutant: "{ sql: '', parameters: toSqlParameters({ email: '' }), ...selection } → {}",
    reason: neverSent,
  },
  { file: 'layers/aws/dataApi/dataApiDatabase.ts', mutant: `'' → "Stryker was here!"`, reason: neverSent },
  { file: 'layers/aws/dataApi/dataApiDatabase.ts', mutant: "{ email: '' } → {}", reason: neverSent },
  {
    file: 'layers/aws/dataApi/dataApiDatabase.ts',
    mutant: `'deserialize' → ""`,
    reason: 'At any later step the command is not sent either; prime.test.ts would see a request.',
  },
  {
    file: 'layers/aws/dataApi/dataApiDatabase.ts',
    mutant: `'low' → ""`,
    reason: 'The SDK puts an unknown priority behind all others, as it does the low one.',
  },
  {
    file: 'layers/aws/dataApi/databaseError.ts',
    mutant: `'' → "Stryker was here!"`,
    reason: 'No rule looks for that text.',
  },
  {
    file: 'layers/entry/events/cloudEvent.ts',
    mutant: 'text.toUpperCase() → text.toLowerCase()',
    reason: 'V8 reads a lower-case t and z, too; ECMAScript promises it for upper case alone.',
  },
  {
    file: 'layers/entry/events/cloudEvent.ts',
    mutant:
      '/^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)$/ → /^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)/',
    reason: 'V8 refuses a time with more text behind it; ECMAScript leaves that open.',
  },
  { file: 'layers/base/timestamp.ts', mutant: `'custom' → ""`, reason: codeOfIssue },
  {
    file: 'layers/entry/events/createEventHandler.ts',
    mutant: '[] → ["Stryker was here"]',
    reason: 'Only an unforeseen error leaves no outcomes, and text is the outcome of no record.',
  },
  {
    file: 'layers/entry/events/cloudEvent.ts',
    mutant: "{ // The parser's own message quotes the text. return undefined; } → {}",
    reason: returnsUndefined,
  },
  {
    file: 'layers/schema/giveSubjects.ts',
    mutant: 'row?.id → row.id',
    reason: 'The row that made the statement fail is there, unless somebody deleted it in that moment.',
  },
  {
    file: 'layers/schema/planMigrations.ts',
    mutant: 'name < lastFile → name <= lastFile',
    reason: 'The last file is not missing.',
  },
  {
    file: 'layers/schema/planMigrations.ts',
    mutant: 'name < lastApplied → name <= lastApplied',
    reason: 'The last that was applied is compared by its checksum before.',
  },
  {
    file: 'layers/schema/readMigrationFiles.ts',
    mutant:
      "(await readdir(folder)).filter((name) => name.endsWith('.sql')).sort() → (await readdir(folder)).filter(name => name.endsWith('.sql'))",
    reason: 'libuv sorts the names of a folder, which Node.js does not promise.',
  },
  {
    file: 'layers/base/config.ts',
    mutant: `'.' → ""`,
    reason: 'A variable of the environment has nothing inside it, so its path is one name.',
  },
  {
    file: 'layers/people/exports/readPages.ts',
    mutant: 'now() >= call.deadlineMs → now() > call.deadlineMs',
    reason: aReserve,
  },
  {
    file: 'layers/people/exports/readPages.ts',
    mutant: 'page.users.length > 0 → true',
    reason: 'A page without people adds no byte to the file.',
  },
  {
    file: 'layers/people/exports/readPages.ts',
    mutant: 'page.users.length > 0 → page.users.length >= 0',
    reason: 'A page without people adds no byte to the file.',
  },
  {
    file: 'layers/people/erasures/purger.ts',
    mutant: 'now() + stepMs < call.deadlineMs → now() + stepMs <= call.deadlineMs',
    reason: aReserve,
  },
  {
    file: 'layers/entry/http/respond.ts',
    mutant: 'counts → true',
    reason: 'Sets undefined, which the log line leaves out.',
  },
  {
    file: 'layers/entry/http/parseQuery.ts',
    mutant: `'' → "Stryker was here!"`,
    reason: 'For the compiler: the pattern matches every text. And no parameter is called so.',
  },
  {
    file: 'layers/entry/http/parseQuery.ts',
    mutant: '[] → ["Stryker was here"]',
    reason: 'For the compiler: the pattern matches every text, and a name that is there has a value.',
  },
  {
    file: 'layers/entry/http/parseQuery.ts',
    mutant: `' ' → ""`,
    reason: 'A space is trimmed away at the ends, and a letter beside it is there without it, too.',
  },
  {
    file: 'layers/entry/http/parseQuery.ts',
    mutant: '{ return undefined; } → {}',
    reason: returnsUndefined,
  },
  {
    file: 'layers/entry/http/parseQuery.ts',
    mutant: '/^([^=]*)=?(.*)$/s → /([^=]*)=?(.*)$/s',
    reason: 'The pattern matches every text from its start.',
  },
  {
    file: 'layers/entry/http/parseQuery.ts',
    mutant: '/^([^=]*)=?(.*)$/s → /^([^=]*)=?(.*)/s',
    reason: 'The pattern takes all that is left.',
  },
  {
    file: 'layers/entry/http/compressBody.ts',
    mutant: '[] → ["Stryker was here"]',
    reason: 'Its first item is not read.',
  },
  {
    file: 'layers/entry/http/compressBody.ts',
    mutant: `'' → "Stryker was here!"`,
    reason: 'That text is no coding either.',
  },
  {
    file: 'layers/entry/http/compressBody.ts',
    mutant: 'best === undefined → false',
    reason: 'For the compiler: there are codings.',
  },
  {
    file: 'layers/entry/http/readInput.ts',
    mutant: `'' → "Stryker was here!"`,
    reason: 'That text is no type either.',
  },
  {
    file: 'layers/entry/http/toInvocation.ts',
    mutant: `'' → "Stryker was here!"`,
    reason: 'That text is no traceparent either.',
  },
  {
    file: 'layers/entry/http/respond.ts',
    mutant: `'utf8' → ""`,
    reason: 'Node counts in UTF-8 by default.',
  },
  {
    file: 'layers/entry/http/toInvocation.ts',
    mutant: `'utf8' → ""`,
    reason: 'Node writes UTF-8 by default.',
  },
  {
    file: 'layers/people/imports/formats/readRows.ts',
    mutant: "error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED' → true",
    reason: onlyQuote,
  },
  {
    file: 'layers/people/imports/formats/readRows.ts',
    mutant:
      "error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED' → error instanceof CsvError || error.code === 'CSV_QUOTE_NOT_CLOSED'",
    reason: onlyQuote,
  },
  {
    file: 'layers/people/imports/formats/readRows.ts',
    mutant: "error.code === 'CSV_QUOTE_NOT_CLOSED' → true",
    reason: onlyQuote,
  },
  {
    file: 'layers/aws/s3/s3ObjectStore.ts',
    mutant: '[] → ["Stryker was here"]',
    reason: 'The types of the SDK allow none; S3 sends it always.',
  },
  {
    file: 'layers/aws/s3/s3ObjectStore.ts',
    mutant: `'' → "Stryker was here!"`,
    reason: 'The types of the SDK allow none; S3 sends it always.',
  },
  {
    file: 'layers/aws/s3/s3ObjectStore.ts',
    mutant: 'LastModified?.getTime → LastModified.getTime',
    reason: 'The types of the SDK allow none; S3 sends it always.',
  },
  {
    file: 'layers/aws/s3/s3ObjectStore.ts',
    mutant: 'Body?.transformToByteArray → Body.transformToByteArray',
    reason: 'The types of the SDK allow none; S3 sends it always.',
  },
  {
    file: 'layers/aws/s3/s3ObjectStore.ts',
    mutant: '{ clearTimeout(timer); } → {}',
    reason: 'A timer that fires after its call aborts nothing.',
  },
  {
    file: 'layers/aws/s3/s3ObjectStore.ts',
    mutant: 'clearTimeout(timer); → ;',
    reason: 'A timer that fires after its call aborts nothing.',
  },
  {
    file: 'layers/aws/s3/s3ObjectStore.ts',
    mutant: '{ objectMode: false } → {}',
    reason: 'A stream of objects passes buffers on as they are.',
  },
  {
    file: 'layers/aws/s3/s3ObjectStore.ts',
    mutant: 'false → true',
    reason: 'A stream of objects passes buffers on as they are.',
  },
  {
    file: 'layers/aws/s3/s3ObjectStore.ts',
    mutant: 'true → false',
    reason: 'The address of the tests is an IP, before which the SDK puts no name.',
  },
  {
    file: 'layers/people/imports/readChange.ts',
    mutant: `'' → "Stryker was here!"`,
    reason: 'The header has the column, and a list of spellings one at least.',
  },
  {
    file: 'layers/people/imports/importChunk.ts',
    mutant: '[] → ["Stryker was here"]',
    reason: 'The outcomes of nobody are asked for by nobody.',
  },
  {
    file: 'layers/people/imports/importChunk.ts',
    mutant: 'cells[0]?.length → cells[0].length',
    reason: 'There is one cell.',
  },
  {
    file: 'layers/people/imports/importFile.ts',
    mutant: `'A job that was added is not there.' → ""`,
    reason: 'No job is deleted while it runs.',
  },
  {
    file: 'layers/people/imports/importRun.ts',
    mutant:
      '(await services.jobs.find(job, call))?.progress → (await services.jobs.find(job, call)).progress',
    reason: 'No job is deleted while it runs.',
  },
  {
    file: 'layers/people/imports/importRun.ts',
    mutant: 'services.now() > call.deadlineMs - reserveMs → services.now() >= call.deadlineMs - reserveMs',
    reason: aReserve,
  },
  {
    file: 'functions/syncUsers/handler.ts',
    mutant: `'' → "Stryker was here!"`,
    reason: 'An address has one spelling at least.',
  },
  {
    file: 'functions/getUsers/cursor.ts',
    mutant: '/^1:([1-9]\\d{0,18})$/ → /1:([1-9]\\d{0,18})$/',
    reason: 'Only a text that encodeCursor returns is taken.',
  },
  {
    file: 'functions/getUsers/cursor.ts',
    mutant: '/^1:([1-9]\\d{0,18})$/ → /^1:([1-9]\\d{0,18})/',
    reason: 'Only a text that encodeCursor returns is taken.',
  },
  {
    file: 'functions/getUsers/cursor.ts',
    mutant: `'custom' → ""`,
    reason: codeOfIssue,
  },
];

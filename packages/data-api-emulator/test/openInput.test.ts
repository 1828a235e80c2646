// Values, SQL text and bodies made at random.
// `npm run test:fuzz` makes more of them.
import { afterEach, expect } from '@jest/globals';
import fc from 'fast-check';
import { parameters } from './support/parameters.ts';
import { emulated } from './support/sources.ts';
import { rawFetch } from './support/stacks/rawHttp.ts';
import { type Members, ServiceError, type StackOperation } from './support/stacks/stack.ts';
import { useTarget } from './support/useTarget.ts';

const numRuns = Number(process.env.DATA_API_FUZZ ?? 100);
const api = useTarget();
const { execute } = api.http;

/** Whatever a check sent, the next call is answered. */
afterEach(async () => {
  expect((await execute('SELECT 1')).records).toEqual([[{ longValue: 1 }]]);
});

// JSON has no lone surrogate that survives UTF-8.
const text = fc.string({ unit: 'binary' });
const bytes = fc.uint8Array({ maxLength: 300 }).map((value) => Buffer.from(value).toString('base64'));
const field = fc.oneof(
  text.map((stringValue) => ({ stringValue })),
  fc.maxSafeInteger().map((longValue) => ({ longValue })),
  fc.boolean().map((booleanValue) => ({ booleanValue })),
  bytes.map((blobValue) => ({ blobValue })),
  fc.constant({ isNull: true }),
);

emulated('API_Field', 'a value that a table has stored is read as it was written', async () => {
  const columns = 'id BIGINT AUTO_INCREMENT PRIMARY KEY, s TEXT, l BIGINT, b TINYINT(1), o BLOB, d DOUBLE';
  const table = await api.http.table(`${columns}, n INT`);
  const row = fc.record({
    s: text.map((stringValue) => ({ stringValue })),
    l: fc
      .bigInt({ min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n })
      .map((value) => ({ longValue: Number(value) })),
    b: fc.boolean().map((booleanValue) => ({ booleanValue })),
    o: bytes.map((blobValue) => ({ blobValue })),
    d: fc
      .double({ noNaN: true, noDefaultInfinity: true })
      // MySQL reads -0 as 0.
      .map((value) => ({ doubleValue: value + 0 })),
    n: fc.constant({ isNull: true }),
  });
  await fc.assert(
    fc.asyncProperty(row, async (values) => {
      const sql = `INSERT INTO ${table} (s, l, b, o, d, n) VALUES (:s, :l, :b, :o, :d, :n)`;
      const { generatedFields } = await execute(sql, { parameters: parameters(values) });
      const [id] = generatedFields;
      const read = `SELECT s, l, b, o, d, n FROM ${table} WHERE id = :id`;
      const { records } = await execute(read, { parameters: parameters({ id }) });
      expect(records).toEqual([[values.s, values.l, values.b, values.o, values.d, values.n]]);
    }),
    { numRuns },
  );
});

emulated('API_ExecuteStatement', 'SQL made of any pieces is run or refused by name', async () => {
  const pieces = [
    'SELECT ',
    ':a',
    ':b',
    "'",
    '"',
    '`',
    '--',
    ' #',
    '/*',
    '*/',
    '/*!50000 ',
    ';',
    '\\',
    '::',
    ':=',
    '@x',
    '0',
    ' ',
    '\n',
  ];
  const sql = fc
    .array(fc.oneof(fc.constantFrom(...pieces), text), { maxLength: 20 })
    .map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(sql, field, async (statement, value) => {
      const answer = await execute(`SELECT ${statement}`, {
        parameters: parameters({ a: value, b: value }),
      }).catch((error: unknown) => error);
      if (answer instanceof ServiceError) expect(answer.status).toBe(400);
      else expect(answer).toHaveProperty('records');
    }),
    { numRuns },
  );
});

emulated('CommonErrors', 'a body of any members is answered, and never with 500', async () => {
  const operations: readonly StackOperation[] = [
    'ExecuteStatement',
    'BatchExecuteStatement',
    'BeginTransaction',
    'CommitTransaction',
    'RollbackTransaction',
  ];
  const names = [
    'sql',
    'database',
    'schema',
    'parameters',
    'parameterSets',
    'transactionId',
    'resultSetOptions',
    'formatRecordsAs',
    'includeResultMetadata',
    'continueAfterTimeout',
    'resourceArn',
    'secretArn',
    'name',
    'value',
    'typeHint',
    'stringValue',
    'arrayValue',
  ];
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue({ maxDepth: 1 }),
      tie('members'),
      fc.array(tie('tree'), { maxLength: 3 }),
    ),
    members: fc.dictionary(fc.oneof(fc.constantFrom(...names), text), tie('tree'), { maxKeys: 4 }),
  }));
  const members = fc.dictionary(fc.constantFrom(...names), tree, { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operations),
      members,
      fc.boolean(),
      async (operation, more, isKnown) => {
        const { resourceArn, secretArn } = api.target();
        const body = isKnown ? { resourceArn, secretArn, sql: 'SELECT 1', ...more } : more;
        const response = await rawFetch(api.target(), operation, JSON.stringify(body));
        if (!response.ok) expect(response.headers.get('x-amzn-errortype')).toMatch(/^[A-Za-z]+/);
        expect(response.status).toBeLessThan(500);
        const { transactionId } = (await response.json()) as Members;
        if (transactionId) await api.http.rollback(transactionId);
      },
    ),
    { numRuns },
  );
});

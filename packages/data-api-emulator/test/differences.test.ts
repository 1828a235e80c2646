// What the emulator does otherwise than Aurora: each check is a line of DIFFERENCES.md.
import { expect } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { manualClock } from './support/manualClock.ts';
import { long, parameters, string } from './support/parameters.ts';
import { differing } from './support/sources.ts';
import { useTarget } from './support/useTarget.ts';

const clock = manualClock();
const api = useTarget({ autoPauseS: 300, resumeS: 15, clock });
const lenient = useTarget({ resourceArn: undefined, secretArn: undefined });
const { begin, call, execute, rollback, table } = api.http;

const get = async (path: string, init: RequestInit = {}): Promise<number> =>
  (await fetch(new URL(path, api.target().endpoint), init)).status;

differing('takes any signature in the form of Signature Version 4', async () => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=nobody, SignedHeaders=host, Signature=0';
  const { resourceArn, secretArn } = api.target();
  const body = JSON.stringify({ resourceArn, secretArn, sql: 'SELECT 1' });
  expect(await get('/Execute', { method: 'POST', headers: { authorization }, body })).toBe(200);
});

differing('speaks HTTP, without TLS', async () => {
  expect(new URL(api.target().endpoint as string).protocol).toBe('http:');
});

differing('accepts any cluster and any secret, unless one is named', async () => {
  const resourceArn = 'arn:aws:rds:eu-north-1:000000000000:cluster:other';
  const secretArn = 'arn:aws:secretsmanager:eu-north-1:000000000000:secret:other';
  const answer = await lenient.http.call('ExecuteStatement', { resourceArn, secretArn, sql: 'SELECT 1' });
  expect(answer.records).toEqual([[long(1)]]);
});

differing('finds a secret by its ARN alone', async () => {
  await expect(call('BeginTransaction', { secretArn: 'users-reader' })).rejects.toMatchObject({
    name: 'SecretsErrorException',
  });
});

differing('returns rows of more than 64 KB', async () => {
  const { records } = await execute("SELECT REPEAT('x', 500000)");
  expect(records[0][0].stringValue).toHaveLength(500_000);
});

differing('binds parameters where a prepared statement could not', async () => {
  const name = await table('v INT');
  const values = { parameters: parameters({ five: long(5), alias: string('label') }) };
  await execute(`ALTER TABLE ${name} ALTER v SET DEFAULT :five`, values);
  await execute(`INSERT INTO ${name} VALUES ()`);
  const { formattedRecords } = await execute(`SELECT v AS :alias FROM ${name}`, {
    ...values,
    formatRecordsAs: 'JSON',
  });
  expect(formattedRecords).toBe('[{"label":5}]');
});

differing('takes a backslash for an escape when it looks for placeholders, in every sql_mode', async () => {
  const transactionId = await begin();
  await execute("SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'", { transactionId });
  const answer = execute("SELECT '\\', :a", { transactionId, parameters: parameters({ a: long(1) }) });
  await expect(answer).rejects.toMatchObject({ message: expect.stringContaining('Error code: 1064') });
  await rollback(transactionId);
});

differing('pauses although other clients are connected to the database', async () => {
  const connection = await createConnection({ uri: process.env.TEST_DATABASE_URL as string });
  clock.advance(300_000);
  await expect(execute('SELECT 1')).rejects.toMatchObject({ name: 'DatabaseResumingException' });
  clock.advance(15_000);
  await connection.end();
});

differing('resumes in the same time after every pause', async () => {
  clock.advance(7 * 24 * 60 * 60 * 1000);
  await expect(execute('SELECT 1')).rejects.toMatchObject({ name: 'DatabaseResumingException' });
  clock.advance(15_000);
  expect((await execute('SELECT 1')).records).toEqual([[long(1)]]);
});

differing('is the version of the server behind it, and has none of the functions of Aurora', async () => {
  const connection = await createConnection({ uri: process.env.TEST_DATABASE_URL as string });
  const [[row]] = (await connection.query('SELECT VERSION() AS version')) as unknown as [
    [{ version: string }],
  ];
  await connection.end();
  expect((await execute('SELECT VERSION()')).records).toEqual([[string(row.version)]]);
  await expect(execute('SELECT AURORA_VERSION()')).rejects.toMatchObject({
    name: 'DatabaseErrorException',
  });
});

differing('answers a health check and switches faults, without a signature', async () => {
  expect([await get('/'), await get('/_faults')]).toEqual([200, 200]);
});

differing('refuses a web page of another origin', async () => {
  expect(await get('/Execute', { method: 'POST', headers: { origin: 'http://localhost:3000' } })).toBe(403);
});

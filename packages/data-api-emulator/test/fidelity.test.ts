// The run of AWS's own recorded tests, tried on a suite made for this test.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from '@jest/globals';
import { findMysqlBinary } from '../src/mysql/findMysqlBinary.ts';
import { readManifest } from './fidelity/readManifest.ts';
import { isReal } from './support/target.ts';

const lines = [
  { id: 'select', service: 'rds-data', operations: ['ExecuteStatement'] },
  { id: 'bucket', service: 's3', operations: ['CreateBucket'] },
  { test_id: 'wrong', operations: ['RDS Data:ExecuteStatement'] },
  { path: 'tests/rds/describe.py', description: 'clusters of rds, not their data' },
];
const manifest = lines.map((line) => `${JSON.stringify(line)}\n`).join('\n');

describe('the manifest', () => {
  test('tells the tests of the Data API from others, in whatever member it names the service', () => {
    expect(readManifest(manifest)).toEqual(['select', 'wrong']);
  });

  test('says which line names no test', () => {
    expect(() => readManifest('\n{"service":"rds-data","title":"a"}')).toThrow(
      'Line 2 of the manifest has none of id, test_id, testId, name, test, path, file, but service,title.',
    );
  });
});

/** `wrong` expects what the Data API does not answer. */
const program = `
const [test, endpoint] = process.argv.slice(2);
const response = await fetch(process.env.AWS_ENDPOINT_URL_RDS_DATA + '/Execute', {
  method: 'POST',
  headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0' },
  body: JSON.stringify({ resourceArn: 'arn:aws:rds:a', secretArn: 'arn:aws:secret', sql: 'SELECT 1' }),
});
const { records } = await response.json();
const expected = test === 'wrong' ? '2' : '1';
const isSame = endpoint === process.env.AWS_ENDPOINT_URL_RDS_DATA;
process.exit(isSame && JSON.stringify(records) === '[[{"longValue":' + expected + '}]]' ? 0 : 1);
`;

(isReal || !findMysqlBinary() ? describe.skip : describe)('a suite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-fidelity-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is run test by test, and scored', async () => {
    writeFileSync(join(folder, 'manifest.jsonl'), manifest);
    writeFileSync(join(folder, 'program.mjs'), program);
    const main = join(import.meta.dirname, 'fidelity/main.ts');
    const command = [process.execPath, 'program.mjs', '{test}', '{endpoint}'];
    const child = spawn(process.execPath, [main, folder, ...command]);
    expect(await text(child.stdout)).toBe('pass  select\nFAIL  wrong\n1 of 2 tests of the Data API pass\n');
  });
});

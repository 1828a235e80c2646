// The commands of files of people against the local event cloud, with a stand-in for the functions.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { downloadExport } from '#local/objects/downloadExport.ts';
import { findLatestExport } from '#local/objects/findLatestExport.ts';
import { importFile } from '#local/objects/importFile.ts';
import { jobId } from '#local/objects/jobId.ts';
import { root } from '#tools/paths.ts';
import { useEventCloud } from './eventCloudOf.ts';

const cloud = useEventCloud();
const Bucket = 'users-dev-imports-000000000000-eu-central-1';
let s3: S3Client;
let folder: string;

beforeAll(async () => {
  s3 = new S3Client({});
  await s3.send(new CreateBucketCommand({ Bucket }));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-service-objects-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs a command as npm does, in a process of its own. */
const run = async (command: string, ...options: string[]) => {
  const program = join(root, 'local/objects', `${command}.ts`);
  const env = { ...process.env, AWS_ENDPOINT_URL_SQS: cloud().url };
  const child = spawn(process.execPath, [program, ...options], { cwd: folder, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
  }
  const [status] = await once(child, 'close');
  return { status, output };
};

const put = (Key: string, Body: string | Buffer, Metadata: Record<string, string> = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, Metadata }));

/** Waits for the file, as the importer does, and writes the result. Resolves with the file's metadata. */
const answerImport = async (key: string, result: object, rejects: Record<string, string> = {}) => {
  const read = () => s3.send(new HeadObjectCommand({ Bucket, Key: key })).catch(() => undefined);
  let found = await read();
  for (; !found; found = await read()) await sleep(50);
  for (const [name, text] of Object.entries(rejects))
    await put(name, Buffer.from(text, 'latin1'), { 'as-of': '2026-01-31T12:00:00.000Z' });
  await put(`results/${jobId(key, found.ETag ?? '')}.json`, JSON.stringify(result));
  return found.Metadata;
};

const done = {
  state: 'done',
  counts: { read: 2, accepted: 2, rejected: 0 },
  bytes: { read: 30, total: 30 },
  rowsPerS: 100,
};

const writePeople = (name: string) =>
  writeFile(join(folder, name), `email,phoneNumber\n${name}@example.com,1\n`);

describe('import', () => {
  test('uploads a file, with the time that it is given, and ends with the counts', async () => {
    await writePeople('all.csv');
    const answered = answerImport('incoming/all.csv', done);
    const { status, output } = await run('import', 'all.csv', '--as-of', '2026-01-31T12:00:00+01:00');
    expect(output).toMatch(/^Upload \[#{20}\] 100 %.+\nUploaded incoming\/all\.csv.+\n/);
    expect(output).toMatch(/Read 2: accepted 2 {2}rejected 0\n$/);
    expect(status).toBe(0);
    expect(await answered).toEqual({ 'as-of': '2026-01-31T11:00:00.000Z' });
  });

  test('joins the lines that were refused into one file, and ends with status 1', async () => {
    await writePeople('some.csv');
    const header = 'line,reason,email,phoneNumber\r\n';
    const rejects = {
      'rejects/job/0000000000900.csv': `${header}2,a,b\xfc,c\r\n`,
      'rejects/job/0000000001000.csv': `${header}5,a,b,c\r\n`,
    };
    const counts = { read: 5, accepted: 3, rejected: 2 };
    const result = { ...done, counts, rejects: 'rejects/job/' };
    const answered = answerImport('dry-run/some.csv', result, rejects);
    const { status, output } = await run('import', 'some.csv', '--dry-run');
    await answered;
    expect(output).toContain('rejected 2\nThe lines that were refused, with reasons: some.rejects.csv\n');
    expect(output).toContain('npm run import -- some.rejects.csv --as-of 2026-01-31T12:00:00.000Z\n');
    expect(status).toBe(1);
    const saved = await readFile(join(folder, 'some.rejects.csv'), 'latin1');
    expect(saved).toBe(`${header}2,a,b\xfc,c\r\n5,a,b,c\r\n`);
  });

  /** In this process: what the command does between its arguments and its status. */
  const importHere = (name: string) => {
    const line = { show: () => {}, end: () => {} };
    return importFile({ s3, bucket: Bucket }, { file: join(folder, name), dryRun: false, line, pollMs: 10 });
  };

  test.each([
    ['failed', { reason: 'no column email' }, 'The import failed: no column email'],
    ['superseded', {}, 'Another file came as incoming/superseded.csv, so this import has ended.'],
  ])('throws when it %s', async (state, more, sentence) => {
    await writePeople(`${state}.csv`);
    const answered = answerImport(`incoming/${state}.csv`, { ...done, state, ...more });
    await expect(importHere(`${state}.csv`)).rejects.toThrow(sentence);
    await answered;
  });

  test('explains what S3 refuses in one sentence', async () => {
    await writePeople('a.csv');
    const { status, output } = await run('import', 'a.csv', '--bucket', 'missing');
    expect(output).toMatch(/^NoSuchBucket: .+\n$/);
    expect(status).toBe(1);
  });
});

describe('export', () => {
  const csv = 'email,phoneNumber\nhomer@thesimpsons.com,+1 888 123 1111\n';
  const sha256 = createHash('sha256').update(csv).digest('hex');
  const found = () => ({ s3, bucket: Bucket });
  const manifest = { count: 1, sha256, bytes: csv.length };

  test('says that there is none', async () => {
    await expect(findLatestExport(found())).rejects.toThrow('There is no export; --new makes one.');
  });

  test('saves the newest', async () => {
    await put('exports/2026-01-30T03:00:00Z.csv', 'older');
    await put('exports/2026-01-30T03:00:00Z.json', JSON.stringify({ ...manifest, count: 0 }));
    await put('exports/2026-01-31T03:00:00Z.csv', csv);
    await put('exports/2026-01-31T03:00:00Z.json', JSON.stringify(manifest));
    const { status, output } = await run('export', 'out.csv');
    expect(output).toContain(`Saved exports/2026-01-31T03:00:00Z.csv\n1 people, SHA-256 ${sha256}\n`);
    expect(status).toBe(0);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe(csv);
  });

  test('saves nothing that is not what its manifest says', async () => {
    await put('exports/2026-02-01T03:00:00Z.csv', csv.replace('1111', '2222'));
    await put('exports/2026-02-01T03:00:00Z.json', JSON.stringify(manifest));
    const saved = downloadExport(found(), await findLatestExport(found()), join(folder, 'out.csv'), () => {});
    await expect(saved).rejects.toThrow('is not what its manifest says; nothing was saved.');
    expect(await readdir(folder)).toEqual([]);
  });
});

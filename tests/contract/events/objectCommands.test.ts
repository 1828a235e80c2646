// The commands of files of people against the local event cloud, with a stand-in for the functions.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jobId, resultKey, runningKey } from '#layers/people/bucketLayout.ts';
import { downloadExport } from '#operate/files/downloadExport.ts';
import { unquote } from '#operate/files/fileETag.ts';
import { findLatestExport } from '#operate/files/findLatestExport.ts';
import { importFile } from '#operate/files/importFile.ts';
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
  const program = join(root, 'operate/files', `${command}.ts`);
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

/** The job of the object that the key has now. */
const jobOf = async (key: string): Promise<string> => {
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: key }));
  const { ETag, LastModified, Metadata: metadata = {} } = head;
  return jobId(key, { etag: unquote(ETag), modifiedMs: Number(LastModified), metadata });
};
const putResult = (job: string, result: { state: string; [member: string]: unknown }) =>
  put(result.state === 'running' ? runningKey(job) : resultKey(job), JSON.stringify(result));

/** Waits for the file, as the importer does, and writes the result. Resolves with the file's metadata. */
const answerImport = async (
  key: string,
  result: { state: string; [member: string]: unknown },
  rejects: Record<string, string> = {},
) => {
  const read = () => s3.send(new HeadObjectCommand({ Bucket, Key: key })).catch(() => undefined);
  let found = await read();
  for (; !found; found = await read()) await sleep(50);
  for (const [name, text] of Object.entries(rejects))
    await put(name, Buffer.from(text, 'latin1'), { 'as-of': '2026-01-31T12:00:00.000Z' });
  await putResult(await jobOf(key), result);
  return found.Metadata;
};

const done = {
  state: 'done',
  counts: { read: 2, applied: 1, unchanged: 1, rejected: 0 },
  bytes: { read: 30, total: 30 },
  rowsPerS: 100,
  lastLine: 3,
};

const writePeople = (name: string) =>
  writeFile(join(folder, name), `email,phoneNumber\n${name}@example.com,1\n`);

describe('import', () => {
  test('uploads a file, with the time that it is given, and ends with the counts', async () => {
    await writePeople('all.csv');
    const answered = answerImport('incoming/all.csv', done);
    const { status, output } = await run('import', 'all.csv', '--as-of', '2026-01-31T12:00:00+01:00');
    expect(output).toMatch(/^Upload \[#{20}\] 100 %.+\nUploaded incoming\/all\.csv.+\n/);
    expect(output).toMatch(/Read 2: applied 1 {2}unchanged 1 {2}rejected 0\nUnchanged: .+\n$/);
    expect(status).toBe(0);
    expect(await answered).toEqual({ 'as-of': '2026-01-31T11:00:00.000Z' });
  });

  test('joins the lines that were refused into one file, and ends with status 1', async () => {
    await writePeople('some.csv');
    const header = '\xef\xbb\xbfemail,phoneNumber,line,reason\r\n';
    const rejects = {
      'rejects/job/0000000000900.csv': `${header}b\xfc,c,2,a\r\n`,
      'rejects/job/0000000001000.csv': `${header}b,c,5,a\r\n`,
    };
    const counts = { read: 5, applied: 3, unchanged: 0, rejected: 2 };
    const result = { ...done, counts, rejects: 'rejects/job/' };
    const answered = answerImport('dry-run/some.csv', result, rejects);
    const { status, output } = await run('import', 'some.csv', '--dry-run');
    await answered;
    expect(output).toContain('rejected 2\nThe rows that were rejected, with reasons: some.rejects.csv\n');
    expect(output).toContain('npm run import -- some.rejects.csv --as-of 2026-01-31T12:00:00.000Z\n');
    expect(status).toBe(1);
    const saved = await readFile(join(folder, 'some.rejects.csv'), 'latin1');
    expect(saved).toBe(`${header}b\xfc,c,2,a\r\nb,c,5,a\r\n`);
  });

  const rejectOne = async (name: string, text: string, file?: object) => {
    await writePeople(name);
    const counts = { read: 1, applied: 0, unchanged: 0, rejected: 1 };
    const key = `incoming/${name}`;
    // Else the answer would be that of the upload before.
    await s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    const prefix = `rejects/${name}/`;
    const rejects = { [`${prefix}0000000000000.csv`]: Buffer.from(`\ufeff${text}`).toString('latin1') };
    const answered = answerImport(key, { ...done, counts, rejects: prefix, file }, rejects);
    const { output } = await run('import', name);
    await answered;
    return output;
  };
  const columns = { email: ['email'], phoneNumber: ['phoneNumber'], leftOut: [] };

  test('never overwrites rejected rows that may have been mended', async () => {
    await rejectOne('mend.csv', 'email;line;reason\r\nb;2;a\r\n');
    await writeFile(join(folder, 'mend.rejects.csv'), 'mended');
    const output = await rejectOne('mend.csv', 'email;line;reason\r\nc;2;a\r\n');
    expect(output).toContain(
      'with reasons: mend.rejects-2.csv\nmend.rejects.csv was there, and stays as it is.\n',
    );
    expect(output).toContain('npm run import -- mend.rejects-2.csv --as-of');
    expect(await readFile(join(folder, 'mend.rejects.csv'), 'utf8')).toBe('mended');
    expect((await readdir(folder)).toSorted()).toEqual([
      'mend.csv',
      'mend.rejects-2.csv',
      'mend.rejects.csv',
    ]);
  });

  test('keeps the name of rejected rows that are the same again', async () => {
    for (const _time of [1, 2]) await rejectOne('same.csv', 'email;line;reason\r\nb;2;a\r\n');
    expect((await readdir(folder)).toSorted()).toEqual(['same.csv', 'same.rejects.csv']);
  });

  test.each([
    ['windows-1252', Buffer.from('email;line;reason\r\nj\xfcrgen;2;a\r\n', 'latin1')],
    ['utf-16le', Buffer.from('\ufeffemail;line;reason\r\njürgen;2;a\r\n', 'utf16le')],
  ])('saves the rejected rows of a file in %s in its encoding', async (encoding, bytes) => {
    const file = { format: 'CSV', encoding, separator: ';', columns };
    const output = await rejectOne(`${encoding}.csv`, 'email;line;reason\r\njürgen;2;a\r\n', file);
    expect(await readFile(join(folder, `${encoding}.rejects.csv`))).toEqual(bytes);
    expect(output).toContain(` --encoding ${encoding}\n`);
  });

  test('saves rejected rows in UTF-8 where the encoding lacks a character of them', async () => {
    const text = 'email;line;reason\r\nj\ufffdrgen;2;a\r\n';
    const output = await rejectOne('lossy.csv', text, { format: 'CSV', encoding: 'shift_jis', columns });
    expect(await readFile(join(folder, 'lossy.rejects.csv'), 'utf8')).toBe(`\ufeff${text}`);
    expect(output).not.toContain('--encoding');
  });

  test('prints its result as JSON alone', async () => {
    await writePeople('json.csv');
    const answered = answerImport('incoming/json.csv', done);
    const { output } = await run('import', 'json.csv', '--json');
    await answered;
    const job = await jobOf('incoming/json.csv');
    expect(JSON.parse(output)).toMatchObject({
      file: 'json.csv',
      key: 'incoming/json.csv',
      job,
      result: done,
    });
  });

  test('says that the import goes on when it is interrupted, and how to follow it', async () => {
    await writePeople('stop it.csv');
    const env = { ...process.env, AWS_ENDPOINT_URL_SQS: cloud().url };
    const program = join(root, 'operate/files/import.ts');
    const child = spawn(process.execPath, [program, 'stop it.csv', '--yes'], { cwd: folder, env });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      if (part.includes('Waits since')) child.kill('SIGINT');
    });
    expect(await once(child, 'close')).toEqual([130, null]);
    expect(output).toMatch(/\nThe import goes on\. Follow it: npm run import -- 'stop it\.csv' --yes\n$/);
  });

  /** In this process: what the command does between its arguments and its status. */
  const importHere = (name: string, { now = Date.now, asOf }: { now?: () => number; asOf?: string } = {}) => {
    const metadata = asOf === undefined ? {} : { 'as-of': asOf };
    const [shown, ended]: [string[], string[]] = [[], []];
    const line = {
      show: (text: string) => void shown.push(text),
      end: (text: string) => void ended.push(text),
    };
    const file = join(folder, name);
    const result = importFile(
      { s3, bucket: Bucket },
      { file, dryRun: false, line, pollMs: 10, now, metadata },
    );
    return { result, shown, ended };
  };
  const showing = async ({ shown }: { shown: string[] }, text: string) => {
    while (!shown.some((line) => line.includes(text))) await sleep(10);
  };
  const running = { ...done, state: 'running', counts: { read: 0, applied: 0, unchanged: 0, rejected: 0 } };

  test.each([
    ['failed', { reason: 'no column email' }, 'The import failed: no column email'],
    ['interrupted', { reason: 'An erasure.' }, 'The import was interrupted: An erasure.'],
    ['superseded', {}, 'Another file came as incoming/superseded.csv, so this import has ended.'],
  ])('throws when it %s', async (state, more, sentence) => {
    await writePeople(`${state}.csv`);
    const answered = answerImport(`incoming/${state}.csv`, { ...done, state, ...more });
    await expect(importHere(`${state}.csv`).result).rejects.toThrow(sentence);
    await answered;
  });

  test('throws when the object is deleted under its import', async () => {
    await writePeople('gone.csv');
    const here = importHere('gone.csv');
    const failed = expect(here.result).rejects.toThrow(
      'incoming/gone.csv was deleted, so this import has ended.',
    );
    await showing(here, 'Waits since');
    const job = await jobOf('incoming/gone.csv');
    await putResult(job, running);
    await showing(here, 'rows/s');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'incoming/gone.csv' }));
    await putResult(job, { ...done, state: 'superseded' });
    await failed;
  });

  test.each([
    ['is deleted', undefined, 'incoming/early.csv was deleted before its import began.'],
    ['is replaced', 'other', 'Another file came as incoming/early.csv before the import of this one began.'],
  ])('throws when the object %s before its import began', async (_case, other, sentence) => {
    await writePeople('early.csv');
    const here = importHere('early.csv');
    const failed = expect(here.result).rejects.toThrow(sentence);
    await showing(here, 'Waits since');
    await (other === undefined
      ? s3.send(new DeleteObjectCommand({ Bucket, Key: 'incoming/early.csv' }))
      : put('incoming/early.csv', other));
    await failed;
  });

  test('says what the import says when nothing was applied', async () => {
    await writePeople('old.csv');
    const answered = answerImport('incoming/old.csv', { ...done, reason: 'Nothing was applied.' });
    const { result, ended } = importHere('old.csv');
    await result;
    await answered;
    expect(ended.slice(-2)).toEqual(['Read 2: applied 1  unchanged 1  rejected 0', 'Nothing was applied.']);
  });

  test.each([1, 9 * 1024 * 1024])(
    'follows the import of a file of %d bytes that runs already',
    async (size) => {
      const text = `email,phoneNumber\n${'a'.repeat(size)}`;
      await writeFile(join(folder, 'again.csv'), text);
      const first = importHere('again.csv');
      await showing(first, 'Waits since');
      const job = await jobOf('incoming/again.csv');
      await putResult(job, running);
      const second = importHere('again.csv');
      await showing(second, 'rows/s');
      expect(await jobOf('incoming/again.csv')).toBe(job);
      expect(second.ended).toEqual([
        `The import of incoming/again.csv is running; its result is results/${job}.json`,
      ]);
      await putResult(job, done);
      await Promise.all([first.result, second.result]);
    },
  );

  test.each([
    ['after its import has ended', done, {}, ''],
    ['whose import has not begun', undefined, {}, ''],
    ['as of another time while its import runs', running, { asOf: '2026-01-31T12:00:00.000Z' }, ''],
    ['with other content while its import runs', running, {}, 'b@x,2\n'],
  ])('uploads a file again %s', async (_case, before, options, more) => {
    await writePeople('twice.csv');
    const text = await readFile(join(folder, 'twice.csv'), 'utf8');
    await put('incoming/twice.csv', text);
    const first = await jobOf('incoming/twice.csv');
    if (before) await putResult(first, before);
    await writeFile(join(folder, 'twice.csv'), text + more);
    await sleep(1_001);
    const here = importHere('twice.csv', options);
    await showing(here, 'Waits since');
    const second = await jobOf('incoming/twice.csv');
    expect(second).not.toBe(first);
    await putResult(second, done);
    await here.result;
  });

  describe('while nothing happens', () => {
    const minuteMs = 60_000;
    let files = 0;
    const startWith = async (result: (typeof running & { retry?: object }) | undefined, waitedMs: number) => {
      files += 1;
      const name = `still${files}.csv`;
      await writePeople(name);
      let nowMs = Date.now();
      const here = importHere(name, { now: () => nowMs });
      const ended = here.result.catch((error: Error) => error.message);
      await showing(here, 'Waits since');
      const job = await jobOf(`incoming/${name}`);
      if (result) await putResult(job, result);
      if (result) await showing(here, 'rows/s');
      nowMs += waitedMs;
      return { ...here, job, ended };
    };

    test('says since when, and when the message of a run that was killed comes again', async () => {
      const here = await startWith(running, 2 * minuteMs);
      await showing(here, 'No news since');
      expect(here.shown.at(-1)).toMatch(
        /No news since \d\d:\d\d:\d\d: the queue tries again by \d\d:\d\d:\d\d$/,
      );
      await putResult(here.job, done);
      expect(await here.ended).toMatchObject({ job: here.job, result: done });
    });

    test('says why an attempt failed, and when the next comes', async () => {
      const at = new Date(Date.now() + minuteMs);
      const retry = { reason: 'The database did not answer.', at: at.toISOString() };
      const here = await startWith({ ...running, retry }, 0);
      await showing(here, 'The database did not answer. The queue tries again at about');
      expect(here.shown.at(-1)).toContain(at.toLocaleTimeString('en-GB'));
      await putResult(here.job, done);
      expect(await here.ended).toMatchObject({ job: here.job, result: done });
    });

    test.each([
      ['the next attempt is long due', running, 47, 'There is no news of the import since'],
      ['it has not begun for two hours', undefined, 121, 'The import has not begun since'],
    ])('gives up when %s', async (_case, result, minutes, sentence) => {
      const here = await startWith(result, minutes * minuteMs);
      expect(await here.ended).toContain(sentence);
    });
  });

  test('explains what S3 refuses in one sentence', async () => {
    await writePeople('a.csv');
    const { status, output } = await run('import', 'a.csv', '--bucket', 'missing');
    expect(output).toMatch(/^NoSuchBucket: .+\n$/);
    expect(status).toBe(1);
  });
});

describe('the command of docs/import.md', () => {
  test.each([
    ['', {}],
    ['\\nas-of=2026-01-31T12:00:00Z', { 'as-of': '2026-01-31T12:00:00Z' }],
  ])('prints the job of an object, with %j at the end of what it hashes', async (more, metadata) => {
    const key = 'incoming/people.csv';
    await put(key, 'email,phoneNumber\n', metadata);
    const { Contents: [object] = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: key }));
    // As the AWS CLI prints it: version 2 with an offset, version 1 with milliseconds.
    for (const time of [
      object?.LastModified?.toISOString().replace(/\..+/, '+00:00'),
      object?.LastModified?.toISOString(),
    ]) {
      const document = await readFile(join(root, 'docs/import.md'), 'utf8');
      const [, block = ''] = /```\n(aws s3api list-objects-v2[^`]+)```/.exec(document) ?? [];
      const script = block.replace('%.19s', `%.19s${more}`).replace('<bucket>', Bucket);
      const stub = `aws() { printf '%s\\t%s\\n' '${object?.ETag}' '${time}'; }`;
      const { stdout } = await promisify(execFile)('sh', ['-c', `${stub}\n${script}`]);
      expect(stdout).toBe(`${await jobOf(key)}\n`);
    }
  });
});

describe('export', () => {
  const csv = 'email,phoneNumber\nhomer@thesimpsons.com,+1 888 123 1111\n';
  const sha256 = createHash('sha256').update(csv).digest('hex');
  const found = () => ({ s3, bucket: Bucket });
  const manifest = { count: 1, sha256, bytes: csv.length };

  test('says that there is none', async () => {
    await expect(findLatestExport(found(), 'csv')).rejects.toThrow(
      'There is no export in the form csv; --new makes one.',
    );
  });

  test('saves the newest', async () => {
    await put('exports/2026-01-30T03:00:00Z.csv', 'older');
    await put('exports/2026-01-30T03:00:00Z.json', JSON.stringify({ ...manifest, count: 0 }));
    await put('exports/2026-01-31T03:00:00Z.csv', csv);
    await put('exports/2026-01-31T03:00:00Z.json', JSON.stringify(manifest));
    // Another form, and newer.
    await put('exports/2026-02-28T03:00:00Z.plain.csv', 'plain');
    await put('exports/2026-02-28T03:00:00Z.plain.json', JSON.stringify({ ...manifest, count: 0 }));
    const { status, output } = await run('export', 'out.csv');
    expect(output).toContain(
      `Saved out.csv: 1 people of exports/2026-01-31T03:00:00Z.csv\nSHA-256 ${sha256}\n`,
    );
    expect(status).toBe(0);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe(csv);
  });

  test('prints its result as JSON alone', async () => {
    const { output } = await run('export', 'out.csv', '--json');
    const key = 'exports/2026-01-31T03:00:00Z.csv';
    expect(JSON.parse(output)).toEqual({ file: 'out.csv', form: 'csv', key, ...manifest });
  });

  test('refuses a target that cannot be written before it asks anybody', async () => {
    const { status, output } = await run('export', 'no/out.csv', '--bucket', 'missing');
    expect(output).toBe('There is no folder no.\n');
    expect(status).toBe(1);
  });

  test('saves nothing that is not what its manifest says', async () => {
    await put('exports/2026-02-01T03:00:00Z.csv', csv.replace('1111', '2222'));
    await put('exports/2026-02-01T03:00:00Z.json', JSON.stringify(manifest));
    const saved = downloadExport(
      found(),
      await findLatestExport(found(), 'csv'),
      join(folder, 'out.csv'),
      () => {},
    );
    await expect(saved).rejects.toThrow('is not what its manifest says; nothing was saved.');
    expect(await readdir(folder)).toEqual([]);
  });
});

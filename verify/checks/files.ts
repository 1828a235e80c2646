// Files: an import with a refused line, a dry run, and an export.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { bucketPrefixes, jobId, manifestKey, resultKey, runningKey } from '#layers/people/bucketLayout.ts';
import { findUpload } from '#operate/files/findUpload.ts';
import { readImportResult } from '#operate/files/importResult.ts';
import { listKeys } from '#operate/files/listKeys.ts';
import { readFunction } from '#tools/functions.ts';
import type { Check, CheckContext } from '../check.ts';
import { BrokenPromise } from '../expectations.ts';
import type { System } from '../system/system.ts';
import { findNumber } from './findNumber.ts';
import { syncDirectly } from './syncDirectly.ts';

const number = '+1 888 555 0200';

/** Uploads the lines and waits until their import is done. Returns its result. */
export const importLines = async (
  { system, expect, traces }: CheckContext,
  Key: string,
  lines: readonly string[],
) => {
  const { s3, bucket: Bucket } = system;
  const Body = `${['email,phoneNumber,version', ...lines].join('\n')}\n`;
  await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/csv' }));
  const upload = await findUpload(system, Key);
  if (!upload) throw new BrokenPromise(`${Key} was uploaded, and is not there.`);
  const job = jobId(Key, { ...upload, metadata: {} });
  traces.add(resultKey(job));
  traces.add(runningKey(job));
  const read = () => readImportResult(system, job);
  const hasEnded = async () => ![undefined, 'running'].includes((await read())?.state);
  await expect.becomes(`Whether the import of ${Key} has ended`, hasEnded, true);
  const result = await read();
  expect.same(`The import of ${Key}`, result?.state, 'done');
  for await (const key of result?.rejects ? listKeys(system, result.rejects) : []) traces.add(key);
  return result;
};

const readText = async ({ s3, bucket: Bucket }: System, Key: string): Promise<string> =>
  (await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()) ?? '';

const importing: Check = {
  what: 'Files: lines are imported, and refused ones come back with a reason',
  async run(context) {
    const { system, people, expect, traces } = context;
    const email = people.address('imported');
    const key = `${bucketPrefixes.incoming}${people.domain}.csv`;
    const result = await importLines(context, key, [`${email},${number},1`, `no address,${number},1`]);
    expect.same('The counts', result?.counts, { read: 2, applied: 1, unchanged: 0, rejected: 1 });
    expect.same('The number of somebody imported', await findNumber(system, email), number);
    const [rejects = ''] = traces.keys.filter((name) => result?.rejects && name.startsWith(result.rejects));
    const [, refused = ''] = (await readText(system, rejects)).split('\r\n');
    // The cells as they came, `"<tab>…"` where a spreadsheet would change one, then the line and the reason.
    expect.same('The refused line', refused, `no address,"\t${number}","\t1",3,email must contain an @`);
  },
};

const counting: Check = {
  what: 'Files: a dry run counts, and changes nothing',
  async run(context) {
    const { system, people, expect } = context;
    const email = people.address('counted');
    const result = await importLines(context, `${bucketPrefixes.dryRun}${people.domain}.csv`, [
      `${email},${number},1`,
    ]);
    expect.same('The counts', result?.counts, { read: 1, applied: 1, unchanged: 0, rejected: 0 });
    expect.same('The number of somebody counted', await findNumber(system, email), null);
  },
};

/** Reads the file once, in constant memory. */
const readExport = async ({ s3, bucket: Bucket }: System, Key: string, email: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const hash = createHash('sha256');
  const lines = new PassThrough();
  const found = { bytes: 0, lines: 0, holds: false };
  (Body as Readable).on('data', (chunk: Buffer) => {
    hash.update(chunk);
    found.bytes += chunk.length;
  });
  (Body as Readable).on('error', (error) => lines.destroy(error)).pipe(lines);
  for await (const line of createInterface({ input: lines })) {
    found.lines += 1;
    found.holds ||= line.startsWith(`${email},`);
  }
  return { ...found, sha256: hash.digest('hex') };
};

const exporting: Check = {
  what: 'Files: an export holds everybody, as its manifest says',
  async run({ system, people, expect, traces }) {
    await syncDirectly(system, [people.upserted('exported', number)]);
    const event = readFunction('exportUsers').schedule?.input ?? {};
    const exported = await system.invoke('exportUsers', event);
    const { key, count, sha256, bytes } = exported as {
      key: string;
      count: number;
      sha256: string;
      bytes: number;
    };
    traces.add(key, manifestKey(key));
    const read = await readExport(system, key, people.address('exported'));
    expect.same('The file', read, { bytes, lines: count + 1, holds: true, sha256 });
  },
};

export const fileChecks: readonly Check[] = [importing, counting, exporting];

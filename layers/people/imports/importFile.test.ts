// Imports over a directory, a bucket and jobs in memory.
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { type ObjectStore, ObjectStoreError, type ObjectVersion } from '#layers/aws/s3/objectStore.ts';
import { createInMemoryImports, type InMemoryImports } from '#tests/support/inMemoryImports.ts';
import { maxRowBytes } from './formats/readRows.ts';
import { importFile } from './importFile.ts';
import type { ImportServices } from './importRun.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

let imports: InMemoryImports;
beforeEach(() => {
  imports = createInMemoryImports();
});

const importText = async (
  text: string | Buffer,
  metadata?: Record<string, string>,
  key = 'incoming/a.csv',
) => {
  const version = imports.store.put(key, text, metadata);
  return importFile(imports.services, version, call);
};
const runningReportOf = (job: string) => imports.read(`results/${job}.running.json`);
const reportOfJob = (job: string) =>
  JSON.parse(imports.read(`results/${job}.json`) ?? runningReportOf(job) ?? '{}');
const reportOf = ({ key }: Pick<ObjectVersion, 'key'>) => reportOfJob(imports.jobOf(key));
const rejectsOf = (job: string | undefined) =>
  [...imports.store.objects.keys()].filter((key) => key.startsWith(`rejects/${job}/`));

const header = 'email,phoneNumber\n';
const rowsOf = (count: number, phone = '111') =>
  Array.from({ length: count }, (_, index) => `user${index}@x,${phone}\n`).join('');

describe('a file', () => {
  test('lets people in, counts its rows and reports', async () => {
    const version = imports.store.put('incoming/a.csv', `${header}a@x,111\nb,222\n"c@x","+1 888 ""3"""\n`);
    const outcome = await importFile(imports.services, version, call);
    expect(outcome).toMatchObject({
      state: 'done',
      progress: { violations: { 'email must contain an @': 1 } },
    });
    expect(await imports.readAll()).toEqual([
      { email: 'a@x', phoneNumber: '111' },
      { email: 'c@x', phoneNumber: '+1 888 "3"' },
    ]);
    const prefix = `rejects/${outcome.job}/`;
    expect(reportOf(version)).toEqual({
      state: 'done',
      counts: { read: 3, applied: 2, unchanged: 0, rejected: 1 },
      bytes: { read: 53, total: 53 },
      rowsPerS: expect.any(Number),
      lastLine: 4,
      file: {
        format: 'CSV',
        encoding: 'utf-8',
        separator: ',',
        columns: { email: ['email'], phoneNumber: ['phoneNumber'], leftOut: [] },
      },
      rejects: prefix,
      violations: { 'email must contain an @': 1 },
    });
    expect(imports.read(`${prefix}0000000000018.csv`)).toBe(
      '\ufeffemail,phoneNumber,line,reason\r\nb,"\t222",3,email must contain an @\r\n',
    );
  });

  test('may name its columns in any order and case, and have blank lines and blank rows', async () => {
    const text = '\ufeffDeleted,PHONE_NUMBER, Email\r\n\r\n,111,a@x\r\nfalse,222,b@x\r\n,,';
    expect((await importText(text)).progress).toMatchObject({ applied: 2, rejected: 0 });
    expect(await imports.readAll()).toEqual([
      { email: 'a@x', phoneNumber: '111' },
      { email: 'b@x', phoneNumber: '222' },
    ]);
  });

  test('a file with a header alone is imported without rows', async () => {
    expect(await importText(header)).toMatchObject({ state: 'done', progress: { applied: 0, rejected: 0 } });
  });

  test('under dry-run/ is counted as its import would be, and lets nobody in', async () => {
    await importText(`${header}c@x,111\n`);
    const old = { 'as-of': '2026-01-01T00:00:00Z' };
    const outcome = await importText(`${header}a@x,111\nb,222\nc@x,222\n`, old, 'dry-run/a.csv');
    expect(outcome).toMatchObject({ state: 'done', progress: { applied: 1, unchanged: 1, rejected: 1 } });
    expect(rejectsOf(outcome.job)).toHaveLength(1);
    expect(await imports.readAll()).toEqual([{ email: 'c@x', phoneNumber: '111' }]);
  });

  test('counts rows whose person has a newer state, by another file or by a later row, as unchanged', async () => {
    await importText(`${header}a@x,111\n`, { 'as-of': '2026-01-02T00:00:00Z' });
    const older = await importText(`${header}a@x,222\nb@x,111\nb@x,222\n`, {
      'as-of': '2026-01-01T00:00:00Z',
    });
    expect(older.progress).toMatchObject({ applied: 1, unchanged: 2, rejected: 0 });
    expect(reportOfJob(older.job ?? '').counts).toEqual({ read: 3, applied: 1, unchanged: 2, rejected: 0 });
    expect(await imports.readAll()).toEqual([
      { email: 'a@x', phoneNumber: '111' },
      { email: 'b@x', phoneNumber: '222' },
    ]);
  });

  test('of rejected rows can be mended and sent again', async () => {
    const { job } = await importText('deleted,email,phoneNumber\n,b,"2,333"\n,c@x,\n', {
      'as-of': '2026-01-01T00:00:00Z',
    });
    const [key = ''] = rejectsOf(job);
    const mended = (imports.read(key) ?? '').replace(',b,', ',b@x,');
    expect(imports.store.objects.get(key)?.metadata).toEqual({ 'as-of': '2026-01-01T00:00:00.000Z' });
    const outcome = await importText(mended, {}, 'incoming/mended.csv');
    expect(outcome.progress.violations).toEqual({ 'phoneNumber must not be empty': 1 });
    expect(await imports.readAll()).toEqual([{ email: 'b@x', phoneNumber: '2,333' }]);
    expect(imports.read(rejectsOf(outcome.job)[0] ?? '')).toContain(
      '\r\n,c@x,,3,phoneNumber must not be empty\r\n',
    );
  });

  test('keeps the bytes of rows that are not UTF-8 in its rejects', async () => {
    const mixed = [Buffer.from(`${header}jürgen@x,111\n`), Buffer.from('m\xfcller@x,111\n', 'latin1')];
    const outcome = await importText(Buffer.concat(mixed));
    expect(outcome.progress.violations).toEqual({ 'email must be UTF-8': 1 });
    const { body } = imports.store.objects.get(rejectsOf(outcome.job)[0] ?? '') ?? {};
    expect(body?.toString('latin1')).toContain('m\xfcller@x,"\t111",3,');
  });
});

describe('a row', () => {
  test.each([
    ['a@x', 'phoneNumber must not be empty'],
    ['a@x,111,222', 'row must not have more than 2 cells, as the header has'],
    ['a@x,', 'phoneNumber must not be empty'],
    [`a@x,${'1'.repeat(65)}`, 'phoneNumber must not be longer than 64 characters'],
    [`${'a'.repeat(254)}@x,111`, 'email must not be longer than 254 characters'],
    [`${'a'.repeat(60_000)}@x,111`, 'email must not be longer than 254 characters'],
    ['a@x\0,111', 'email must not contain white space, control or invisible characters'],
    ['a@b@x,111', 'email must not contain more than one @'],
    ['a@x,1\0', 'phoneNumber must not contain control characters'],
    ['a@x,tbd', 'phoneNumber must have at least 3 digits'],
    ['(a@x),tbd', 'email must be an address alone, without < > ( ) [ ] , ; : | ='],
  ])('%j is rejected', async (row, violation) => {
    expect((await importText(`${header}${row}\nb@x,111\n`)).progress.violations).toEqual({ [violation]: 1 });
    expect(await imports.readAll()).toEqual([{ email: 'b@x', phoneNumber: '111' }]);
  });

  test('that is deleted needs no number, and one whose flag is unclear is rejected', async () => {
    await importText(`${header}a@x,111\nb@x,111\n`, { 'as-of': '2026-01-01T00:00:00Z' });
    const { progress } = await importText('email,phoneNumber,deleted\na@x,,TRUE\nb@x,,maybe\n');
    expect(progress.violations).toEqual({ 'deleted must be true, false or empty': 1 });
    expect(await imports.readAll()).toEqual([{ email: 'b@x', phoneNumber: '111' }]);
  });

  test('that is deleted needs no column of numbers, and one that is not is rejected', async () => {
    await importText(`${header}a@x,111\nb@x,111\n`, { 'as-of': '2026-01-01T00:00:00Z' });
    const { progress } = await importText('email,deleted\na@x,true\nb@x,\n');
    expect(progress.violations).toEqual({ 'phoneNumber must not be empty': 1 });
    expect(await imports.readAll()).toEqual([{ email: 'b@x', phoneNumber: '111' }]);
  });

  test('has its version for its place where versions order the directory', async () => {
    imports = createInMemoryImports({ order: 'version' });
    const { progress } = await importText(
      'email,phoneNumber,version\na@x,222,222\na@x,111,111\nb@x,111,\nc@x,111,-1\nd@x,111,1000000000000001\n',
    );
    expect(progress.violations).toEqual({ 'version must be a whole number from 0 to 10^15': 3 });
    expect(await imports.readAll()).toEqual([{ email: 'a@x', phoneNumber: '222' }]);
  });

  test('that the database refuses is rejected, and no other', async () => {
    const refused = new DatabaseError('rejected', 'DatabaseErrorException 1406', { errno: 1406 });
    const apply: ImportServices['people']['apply'] = async (changes) =>
      changes.map(({ email }) => (email === 'b@x' ? refused : 'applied'));
    const version = imports.store.put('incoming/a.csv', `${header}a@x,111\nb@x,111\nc@x,111\n`);
    const outcome = await importFile(
      { ...imports.services, people: { ...imports.directory.people, apply } },
      version,
      call,
    );
    expect(outcome.progress.violations).toEqual({ 'row must be one that the database takes': 1 });
    expect(imports.read(rejectsOf(outcome.job)[0] ?? '')).toContain(',3,row must');
  });
});

describe('a hostile file', () => {
  const noHeader =
    'The first line names no column that is known, and may be no header. Begin it with a line such as email,phoneNumber, or name the columns with --map.';
  const tooLong =
    'The row that begins in line 1 is longer than 65536 bytes: is a quote not closed before it ends?';

  test.each<[string | Buffer, string]>([
    ['', 'The file is empty.'],
    ['\ufeff', 'The file has no header.'],
    ['\n\n,\n', 'The file has no header.'],
    [
      Buffer.from([0x1f, 0x8b, 0x08]),
      'The gzip file is damaged, or is not that of a table. Pack the table again.',
    ],
    [
      gzipSync(gzipSync('email')),
      'The gzip file holds another packed file. Unpack it and send the table that is in it.',
    ],
    [Buffer.from('89504e470d0a1a0a', 'hex'), 'The file looks like an image. Send the table that it shows.'],
    [Buffer.from('fffe000065000000', 'hex'), 'The file looks like UTF-32. Save it as CSV in UTF-8.'],
    [
      '%PDF-1.7',
      'The file looks like a PDF. Export the table from the program that it comes from as .xlsx or CSV.',
    ],
    [
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'The file looks like an old Office format such as .xls, or a workbook with a password. Open it in its program and save it as .xlsx or CSV.',
    ],
    [
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'The file looks like a workbook with a password. Take the password off in Excel (File, Info, Protect Workbook) and save it.',
    ],
    ['{"email":"a@x"}', 'The file looks like JSON. Convert it to CSV, or send events: npm run send.'],
    ['\ufeff[{"email":"a@x"}]', 'The file looks like JSON. Convert it to CSV, or send events: npm run send.'],
    [
      '<!doctype html>',
      'The file looks like HTML or XML. Open it in its program and save it as .xlsx or CSV.',
    ],
    [
      'BEGIN:VCARD\r\nEMAIL:a@x\r\n',
      'The file looks like a vCard. Export the contacts as CSV (Google Contacts, Outlook), or open them in such a program first.',
    ],
    [
      'version: 1\n\ndn: cn=a\nmail: a@x\n',
      'The file looks like LDIF. Export the entries as CSV, with mail and telephoneNumber.',
    ],
    ['homer@x,+1 888\n', noHeader],
    ['Jane Roe,+1 888 12\n', noHeader],
    ['Jane Roe,1\nhomer@x,+1 888\nemail,phone\n', noHeader],
    [
      'email,phoneNumber,EMAIL\n',
      'The header has two columns that may be the email: "email" and "EMAIL". Choose with --map email=<column>.',
    ],
    ['email,Phone,Phone\n', 'The header has the column Phone twice. Delete or rename one of them.'],
    [
      'email,Phone,Tel.\n',
      'The header has two columns that may be the phoneNumber: "Phone" and "Tel.". Choose with --phone <column>.',
    ],
    [
      'email,Name,canary@x.co\n',
      'The header has no column of phone numbers that is known; it has "email" and "Name". Choose with --phone <column>.',
    ],
    [
      'Name,Tel,0301234567\n',
      'The header has no column of e-mail addresses that is known; it has "Name" and "Tel". Choose with --map email=<column>.',
    ],
    ['"email,phoneNumber\na@x,111\n', 'A quote in the row that begins in line 1 is not closed.'],
    ['x'.repeat(200_000), tooLong],
    ['email,'.repeat(40_000), tooLong],
  ])('%#: is refused with a reason, and lets nobody in', async (body, reason) => {
    expect(await importText(body)).toMatchObject({ state: 'failed', reason });
    expect(await imports.readAll()).toEqual([]);
    expect(imports.sent).toEqual([]);
  });

  test('lets in who stands before a quote that is not closed', async () => {
    const outcome = await importText(`${header}a@x,111\n"b@x,222\nc@x,333\n`);
    expect(outcome).toMatchObject({
      state: 'failed',
      reason: 'A quote in the row that begins in line 3 is not closed.',
      progress: { applied: 1 },
    });
    expect(await imports.readAll()).toHaveLength(1);
  });

  test('whose row has no end is refused after what stands before it', async () => {
    const outcome = await importText(`${header}${rowsOf(1_100)}${'x'.repeat(3 * maxRowBytes)}`);
    expect(outcome).toMatchObject({ state: 'failed', progress: { applied: 1_100 } });
  });

  test('without the column of versions is refused where they order the directory', async () => {
    imports = createInMemoryImports({ order: 'version' });
    expect((await importText(`${header}a@x,111\n`)).reason).toBe(
      'The header lacks the column version, and versions order this directory.',
    );
  });

  test.each([
    ['tomorrow', 'must be a time by RFC 3339.'],
    ['1969-12-31T23:59:59Z', 'must not be before 1970.'],
    ['9999-01-01T00:00:00Z', 'must not be more than 5 minutes ahead.'],
  ])('as of %s is refused', async (asOf, rule) => {
    expect(await importText(`${header}a@x,111\n`, { 'as-of': asOf })).toMatchObject({
      state: 'failed',
      reason: `The metadata as-of ${rule}`,
    });
  });
});

const json = { contentType: 'application/json' };

describe('a job', () => {
  test('goes on where its time ran out, under the place that it began with', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    imports = createInMemoryImports({}, () => nowMs);
    const version = imports.store.put('incoming/a.csv', `${header}${rowsOf(2_500)}`);
    const apply: ImportServices['people']['apply'] = async (...given) => {
      nowMs += 50_000;
      return imports.directory.people.apply(...given);
    };
    const services = { ...imports.services, people: { ...imports.directory.people, apply } };
    const states: [string, number][] = [];
    for (let run = 0; run < 3; run += 1) {
      const { state, progress } = await importFile(services, version, { deadlineMs: nowMs + 100_000 });
      states.push([state, progress.applied]);
    }
    expect(states).toEqual([
      ['running', 1_000],
      ['running', 2_000],
      ['done', 2_500],
    ]);
    expect(reportOf(version)).toMatchObject({ state: 'done', counts: { read: 2_500 }, lastLine: 2_501 });
  });

  test('is done once, however often it is told', async () => {
    const version = imports.store.put('incoming/a.csv', `${header}${rowsOf(3_000)}b,111\n`);
    const outcomes = await Promise.all([1, 2, 3].map(() => importFile(imports.services, version, call)));
    outcomes.push(await importFile(imports.services, version, call));
    for (const { state, progress } of outcomes) {
      expect({ state, ...progress }).toMatchObject({ state: 'done', applied: 3_000, rejected: 1 });
    }
    expect(rejectsOf(imports.jobOf(version.key))).toHaveLength(1);
  });

  test('goes on behind another run that has overtaken it', async () => {
    const version = imports.store.put('incoming/a.csv', `${header}${rowsOf(3_000)}`);
    let isFirst = true;
    const apply: ImportServices['people']['apply'] = async (...given) => {
      const overtake = isFirst;
      isFirst = false;
      // Each does one chunk, since no time is left for another.
      if (overtake) for (const _ of [1, 2]) await importFile(imports.services, version, { deadlineMs: 0 });
      return imports.directory.people.apply(...given);
    };
    const outcome = await importFile(
      { ...imports.services, people: { ...imports.directory.people, apply } },
      version,
      call,
    );
    expect(outcome).toMatchObject({ state: 'done', progress: { applied: 3_000 } });
  });

  test('reports how far it is every five seconds', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    imports = createInMemoryImports({}, () => nowMs);
    const version = imports.store.put('incoming/a.csv', `${header}${rowsOf(3_000)}`);
    const reported: [string, number][] = [];
    const apply: ImportServices['people']['apply'] = async (...given) => {
      const { state, counts } = reportOf(version);
      reported.push([state, counts.read]);
      nowMs += 2_500;
      return imports.directory.people.apply(...given);
    };
    await importFile({ ...imports.services, people: { ...imports.directory.people, apply } }, version, call);
    expect(reported).toEqual([
      ['running', 0],
      ['running', 0],
      ['running', 2_000],
    ]);
  });

  test('ends as superseded when its object is replaced meanwhile', async () => {
    const version = imports.store.put('incoming/a.csv', `${header}${rowsOf(3_000)}`);
    const job = imports.jobOf('incoming/a.csv');
    const apply: ImportServices['people']['apply'] = async (changes) => {
      imports.store.put('incoming/a.csv', 'another');
      return changes.map(() => 'applied');
    };
    const services = { ...imports.services, people: { ...imports.directory.people, apply } };
    const first = await importFile(services, version, { deadlineMs: 0 });
    expect(first).toMatchObject({ state: 'running', progress: { applied: 1_000 } });
    expect(await importFile(services, { ...version, job }, call)).toMatchObject({ job, state: 'superseded' });
    expect(reportOfJob(job)).toMatchObject({ state: 'superseded', counts: { read: 1_000 } });
  });

  test('does not begin when its object was deleted', async () => {
    expect(await importFile(imports.services, { key: 'incoming/b.csv' }, call)).toMatchObject({
      job: undefined,
      state: 'superseded',
      reason: 'The object was replaced or deleted before its end.',
      progress: { offsetBytes: 0, applied: 0, unchanged: 0, rejected: 0 },
    });
    expect([...imports.store.objects.keys()]).toEqual([]);
  });

  test('stays as it is when its object is deleted after its end', async () => {
    const version = imports.store.put('incoming/a.csv', `${header}a@x,111\n`);
    const { job } = await importFile(imports.services, version, call);
    await imports.store.delete('incoming/a.csv', call);
    expect(await importFile(imports.services, { ...version, job }, call)).toMatchObject({
      job,
      state: 'done',
    });
    expect(reportOfJob(job ?? '')).toMatchObject({ state: 'done' });
  });

  test('counts a chunk once whose answer was lost after it was written', async () => {
    const version = imports.store.put('incoming/a.csv', `${header}a@x,111\nb@x,111\nb@x,222\n`);
    const lost = new DatabaseError('transient', 'ECONNRESET');
    const apply: ImportServices['people']['apply'] = async (...given) => {
      await imports.directory.people.apply(...given);
      return [lost];
    };
    const services = { ...imports.services, people: { ...imports.directory.people, apply } };
    await expect(importFile(services, version, call)).rejects.toBe(lost);
    expect(await importFile(imports.services, version, call)).toMatchObject({
      state: 'done',
      progress: { applied: 2, unchanged: 1, rejected: 0 },
    });
  });

  test('has a result that no report of its run replaces, when an attempt to write one lands late', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    imports = createInMemoryImports({}, () => nowMs);
    const version = imports.store.put('incoming/a.csv', `${header}${rowsOf(3_000)}`);
    const reports: (() => Promise<unknown>)[] = [];
    const write: ObjectStore['write'] = (key, body, ...given) => {
      const land = () => imports.store.write(key, body, ...given);
      if (String(body).includes('"running"')) reports.push(land);
      return land();
    };
    const apply: ImportServices['people']['apply'] = async (...given) => {
      nowMs += 2_500;
      return imports.directory.people.apply(...given);
    };
    const { services, directory, store } = imports;
    await importFile(
      { ...services, people: { ...directory.people, apply }, store: { ...store, write } },
      version,
      call,
    );
    expect(reports.length).toBeGreaterThan(0);
    for (const land of reports) await land();
    expect(reportOf(version)).toMatchObject({ state: 'done', counts: { read: 3_000 } });
  });

  test('that has ended is reported as it ended by every run that finds it', async () => {
    const version = imports.store.put('incoming/a.csv', `${header}a@x,111\nb,111\n"c@x`);
    await importFile(imports.services, version, call);
    const ended = reportOf(version);
    expect(ended).toMatchObject({ state: 'failed', reason: expect.stringContaining('A quote') });
    await imports.store.write(
      `results/${imports.jobOf(version.key)}.json`,
      JSON.stringify({ ...ended, state: 'running' }),
      json,
      call,
    );
    await importFile(imports.services, version, call);
    expect(reportOf(version)).toEqual({ ...ended, rowsPerS: 0 });
  });

  test.each(['interrupted', 'superseded'] as const)(
    'that is %s while it runs ends, and its report says so',
    async (state) => {
      const version = imports.store.put('incoming/a.csv', `${header}${rowsOf(3_000)}`);
      const job = imports.jobOf(version.key);
      let chunks = 0;
      const apply: ImportServices['people']['apply'] = async (...given) => {
        chunks += 1;
        if (chunks === 2) await imports.services.jobs.finish(job, { state, reason: 'An erasure.' }, call);
        return imports.directory.people.apply(...given);
      };
      const services = { ...imports.services, people: { ...imports.directory.people, apply } };
      expect(await importFile(services, version, call)).toMatchObject({ job, state, reason: 'An erasure.' });
      expect(reportOf(version)).toMatchObject({ state, reason: 'An erasure.', counts: { read: 1_000 } });
      expect(chunks).toBe(2);
    },
  );
});

describe('an object', () => {
  const key = 'incoming/a.csv';
  let nowMs: number;
  beforeEach(() => {
    nowMs = Date.UTC(2026, 0, 1);
    imports = createInMemoryImports({}, () => nowMs);
  });
  /** Uploads a second later than before, and imports. */
  const upload = (text: string, metadata?: Record<string, string>) => {
    nowMs += 1_000;
    return importText(text, metadata, key);
  };
  const phones = async () => (await imports.readAll()).map(({ phoneNumber }) => phoneNumber);

  test('of the same bytes that is uploaded again is a new job, and wins over what was between', async () => {
    const jobs = [];
    for (const phone of ['111', '222', '111']) {
      const { job, progress } = await upload(`${header}a@x,${phone}\n`);
      expect(progress).toMatchObject({ applied: 1, unchanged: 0 });
      expect(await phones()).toEqual([phone]);
      jobs.push(job);
    }
    expect(new Set(jobs).size).toBe(3);
  });

  test('whose rows delete and then do not brings people back', async () => {
    const text = (deleted: string) => `email,phoneNumber,deleted\na@x,111,${deleted}\n`;
    await upload(text(''));
    await upload(text('true'));
    expect(await phones()).toEqual([]);
    await upload(text(''));
    expect(await phones()).toEqual(['111']);
  });

  test('that is uploaded again with its right time is a new job, and wins when that is later', async () => {
    await upload(`${header}a@x,111\n`, { 'as-of': '2026-01-01T00:00:00Z' });
    const text = `${header}a@x,222\n`;
    expect((await upload(text, { 'as-of': '2025-01-01T00:00:00Z' })).progress.unchanged).toBe(1);
    expect((await upload(text, { 'as-of': '2026-01-01T00:00:01Z' })).progress.applied).toBe(1);
    expect(await phones()).toEqual(['222']);
  });

  test('that is uploaded later wins over one with the same time', async () => {
    for (const phone of ['111', '222', '333', '111', '222'])
      await upload(`${header}a@x,${phone}\n`, { 'as-of': '2026-01-01T00:00:00Z' });
    expect(await phones()).toEqual(['222']);
  });

  test('that is uploaded again after its person may come back brings them back', async () => {
    const { erasures } = imports.directory;
    const text = `${header}a@x,111\n`;
    await upload(text);
    await erasures.erase('a@x', call);
    expect((await upload(text)).progress).toMatchObject({ applied: 0, unchanged: 1 });
    await erasures.allowAgain('a@x', call);
    expect((await upload(text)).progress).toMatchObject({ applied: 1, unchanged: 0 });
    expect(await phones()).toEqual(['111']);
  });

  test('that is deleted under its import and uploaded again is imported to its end', async () => {
    const text = `${header}${rowsOf(3_000)}`;
    const version = imports.store.put(key, text);
    const first = await importFile(imports.services, version, { deadlineMs: 0 });
    expect(first.state).toBe('running');
    await imports.store.delete(key, call);
    expect(await importFile(imports.services, { key }, call)).toMatchObject({
      job: first.job,
      state: 'superseded',
    });
    expect(reportOfJob(first.job ?? '')).toMatchObject({ state: 'superseded' });
    expect(await upload(text)).toMatchObject({ state: 'done', progress: { applied: 3_000 } });
  });

  test('that is replaced by the same bytes ends the job of the bytes before', async () => {
    const text = `${header}${rowsOf(3_000)}`;
    const version = imports.store.put(key, text);
    const { job } = await importFile(imports.services, version, { deadlineMs: 0 });
    const second = await upload(text);
    expect(reportOfJob(job ?? '')).toMatchObject({ state: 'superseded', counts: { read: 1_000 } });
    expect(await importFile(imports.services, { key, job }, call)).toMatchObject({
      job,
      state: 'superseded',
    });
    expect(second).toMatchObject({ state: 'done', progress: { offsetBytes: text.length } });
    expect(second.job).not.toBe(job);
  });

  test('that comes between the look for running jobs and the look at the object keeps its job', async () => {
    const old = imports.store.put(key, `${header}${rowsOf(3_000)}`);
    await importFile(imports.services, old, { deadlineMs: 0 });
    const text = `${header}${rowsOf(2_500, '2')}`;
    const describe = async (...given: Parameters<typeof imports.store.describe>) => {
      const seen = await imports.store.describe(...given);
      nowMs += 1_000;
      imports.store.put(key, text);
      await importFile(imports.services, { key }, { deadlineMs: 0 });
      return seen;
    };
    await importFile({ ...imports.services, store: { ...imports.store, describe } }, old, call);
    expect(reportOf({ key })).toMatchObject({ state: 'running' });
    expect(await importFile(imports.services, { key }, call)).toMatchObject({ state: 'done' });
  });

  test('is imported whichever upload the message is about', async () => {
    imports.store.put(key, `${header}a@x,111\n`);
    expect(await importFile(imports.services, { key }, call)).toMatchObject({ state: 'done' });
  });

  test('that a queue tells of gets a job, and is imported by the message that names it', async () => {
    imports.store.put(key, `${header}a@x,1\n`);
    const receipt = { handle: 'a', receives: 1 };
    const told = await importFile(imports.services, { key }, call, receipt);
    expect(told).toMatchObject({ job: imports.jobOf(key), state: 'running', progress: { offsetBytes: 0 } });
    expect(await imports.readAll()).toEqual([]);
    const message = { key, job: told.job };
    expect(await importFile(imports.services, message, call, receipt)).toMatchObject({ state: 'done' });
    expect(await importFile(imports.services, { key }, call, receipt)).toMatchObject({ state: 'done' });
  });

  test('that a queue tells of and is refused has no message more', async () => {
    const told = imports.store.put(key, header, { 'as-of': 'yesterday' });
    const receipt = { handle: 'a', receives: 1 };
    expect(await importFile(imports.services, told, call, receipt)).toMatchObject({ state: 'failed' });
    expect(reportOf({ key })).toMatchObject({ state: 'failed' });
  });

  test('that was told of twice is imported once', async () => {
    const version = imports.store.put(key, `${header}a@x,111\n`);
    const first = await importFile(imports.services, version, call);
    nowMs += 60_000;
    expect(await importFile(imports.services, version, call)).toEqual(first);
  });
});

describe('a run', () => {
  test.each([
    new DatabaseError('resuming', 'DatabaseResumingException'),
    new DatabaseError('rejected', 'DatabaseErrorException 1054', { errno: 1054 }),
  ])('fails, to be tried again, when the database does not take a chunk: $kind', async (error) => {
    const version = imports.store.put('incoming/a.csv', `${header}a@x,111\nb,111\n`);
    const services = {
      ...imports.services,
      people: { ...imports.directory.people, apply: async () => [error] },
    };
    await expect(importFile(services, version, call)).rejects.toBe(error);
    expect(reportOf(version)).toMatchObject({ state: 'running', counts: { read: 0 } });
    expect(rejectsOf(imports.jobOf(version.key))).toEqual([]);
    expect(await importFile(imports.services, version, call)).toMatchObject({
      state: 'done',
      progress: { applied: 1, rejected: 1 },
    });
  });

  test.each([
    ['The database did not take the last attempt.', new DatabaseError('resuming', 'Resuming')],
    ['The last attempt failed.', new TypeError('x')],
  ])('reports when the next comes, and: %s', async (reason, error) => {
    let nowMs = Date.UTC(2026, 0, 1, 12);
    imports = createInMemoryImports({}, () => nowMs);
    const version = imports.store.put('incoming/a.csv', `${header}${rowsOf(1_500)}`);
    let chunks = 0;
    const apply: ImportServices['people']['apply'] = async (...given) => {
      chunks += 1;
      if (chunks === 2) throw error;
      nowMs += 5_000;
      return imports.directory.people.apply(...given);
    };
    const services = { ...imports.services, people: { ...imports.directory.people, apply } };
    const receipt = { handle: 'a', receives: 2 };
    const bound = { ...version, job: imports.jobOf(version.key) };
    await expect(importFile(services, bound, call, receipt)).rejects.toBe(error);
    expect(reportOf(version)).toMatchObject({
      state: 'running',
      counts: { read: 1_000 },
      retry: { reason, at: '2026-01-01T12:01:35.000Z' },
    });
    await importFile(imports.services, bound, call, receipt);
    expect(reportOf(version)).not.toHaveProperty('retry');
  });

  test('reports that it failed before it reported anything', async () => {
    const version = imports.store.put('incoming/a.csv', header);
    const error = new DatabaseError('resuming', 'DatabaseResumingException');
    const jobs = { ...imports.services.jobs, findRunning: () => Promise.reject(error) };
    const receipt = { handle: 'a', receives: 1 };
    const bound = { ...version, job: imports.jobOf(version.key) };
    await expect(importFile({ ...imports.services, jobs }, bound, call, receipt)).rejects.toBe(error);
    expect(reportOf(version)).toMatchObject({
      state: 'running',
      counts: { read: 0 },
      bytes: { total: header.length },
    });
  });

  test('that fails leaves the report of a job that has ended', async () => {
    const version = imports.store.put('incoming/a.csv', `${header}a@x,1\n`);
    const { job } = await importFile(imports.services, version, call);
    const ended = reportOf(version);
    const error = new DatabaseError('resuming', 'DatabaseResumingException');
    const jobs = { ...imports.services.jobs, find: () => Promise.reject(error) };
    const receipt = { handle: 'a', receives: 1 };
    await expect(importFile({ ...imports.services, jobs }, { ...version, job }, call, receipt)).rejects.toBe(
      error,
    );
    expect(reportOf(version)).toEqual(ended);
  });

  test('of an upload that was replaced leaves the report of the next when it fails', async () => {
    const version = imports.store.put('incoming/a.csv', `${header}a@x,1\n`, {
      'as-of': '2026-01-01T00:00:00Z',
    });
    const error = new DatabaseError('resuming', 'DatabaseResumingException');
    const jobs = { ...imports.services.jobs, findRunning: () => Promise.reject(error) };
    const services = { ...imports.services, jobs };
    const old = { ...version, job: 'old' };
    await expect(importFile(services, old, call, { handle: 'a', receives: 1 })).rejects.toBe(error);
    expect([...imports.store.objects.keys()]).toEqual(['incoming/a.csv']);
  });

  test('keeps time back to report that it failed, and no report hides why', async () => {
    const version = imports.store.put('incoming/a.csv', header);
    const error = new ObjectStoreError('unavailable', 'SlowDown');
    const deadlines: number[] = [];
    const fail = async (_key: unknown, _body: unknown, ...rest: unknown[]) => {
      deadlines.push((rest.at(-1) as typeof call).deadlineMs);
      throw error;
    };
    const store = { ...imports.store, write: fail };
    const late = { deadlineMs: 100_000 };
    const bound = { ...version, job: imports.jobOf(version.key) };
    const run = importFile({ ...imports.services, store }, bound, late, { handle: 'a', receives: 1 });
    await expect(run).rejects.toBe(error);
    expect(deadlines).toEqual([97_000, 100_000]);
  });

  test('fails, to be tried again, when the bucket does not answer', async () => {
    const error = new ObjectStoreError('unavailable', 'SlowDown');
    const store = { ...imports.store, readRange: () => Promise.reject(error) };
    const version = imports.store.put('incoming/a.csv', header);
    await expect(importFile({ ...imports.services, store }, version, call)).rejects.toBe(error);
  });
});

describe('the order', () => {
  const person = fc.integer({ min: 0, max: 3 });
  const row = fc.record({ person, deleted: fc.boolean(), gap: fc.constantFrom(0, 0, 0, 0, 500) });
  const file = fc.record({ day: fc.integer({ min: 1, max: 3 }), rows: fc.array(row, { maxLength: 6 }) });
  type File = typeof file extends fc.Arbitrary<infer Value> ? Value : never;

  const asOf = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
  const emailOf = (number: number) => `user${number}@x`;
  const phoneOf = (name: number, index: number) => `+1 555 ${name}-${index}`;
  const toText = ({ rows }: File, name: number) =>
    `email,phoneNumber,deleted\n${rows
      // Blank lines part the rows into chunks.
      .map(
        (one, index) =>
          `${emailOf(one.person)},${phoneOf(name, index)},${one.deleted}\n${'\n'.repeat(one.gap)}`,
      )
      .join('')}`;

  const importAll = async (files: readonly { file: File; name: number }[]) => {
    let nowMs = 0;
    imports = createInMemoryImports({}, () => nowMs);
    for (const { file: one, name } of files) {
      // Told of again, and late: its upload stays where it was.
      nowMs = Date.UTC(2026, 1, 1) + 1_000 * name;
      await importText(toText(one, name), { 'as-of': asOf(one.day) }, `incoming/${name}.csv`);
    }
    const users = await imports.readAll();
    return new Map(users.map(({ email, phoneNumber }) => [email, phoneNumber]));
  };

  const files = fc
    .array(file, { maxLength: 4 })
    .map((list) => list.map((one, name) => ({ file: one, name })));

  test('of files, and of notifications, does not matter', async () => {
    const delivered = files.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: 2 * list.length })),
    );
    await fc.assert(
      fc.asyncProperty(delivered, async ([inOrder, shuffled]) => {
        expect(await importAll(shuffled)).toEqual(await importAll(inOrder));
      }),
      { numRuns: 20 },
    );
  });

  test('is that of the files’ moments, and within a file that of its lines', async () => {
    const ofDifferentDays = fc.uniqueArray(file, { selector: ({ day }) => day }).chain((list) =>
      fc.shuffledSubarray(
        list.map((one, name) => ({ file: one, name })),
        { minLength: list.length },
      ),
    );
    await fc.assert(
      fc.asyncProperty(ofDifferentDays, async (list) => {
        const states = list
          .toSorted((a, b) => a.file.day - b.file.day)
          .flatMap(({ file: { rows }, name }) =>
            rows.map((one, index) => ({ ...one, phone: phoneOf(name, index) })),
          );
        const model = new Map(
          states.map(({ person: number, deleted, phone }) => [emailOf(number), deleted ? undefined : phone]),
        );
        const present = new Map([...model].filter(([, phone]) => phone !== undefined));
        expect(await importAll(list)).toEqual(present);
      }),
      { numRuns: 20 },
    );
  });
});

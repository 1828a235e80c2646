// A private server, as every local start makes one.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { findMysqlBinary, type MysqlBinary } from '../src/mysql/findMysqlBinary.ts';
import { startMysqld } from '../src/mysql/startMysqld.ts';

const binary = findMysqlBinary();
const testWithBinary = binary ? test : test.skip;

testWithBinary('takes a relative folder and a name that needs quoting', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-test-'));
  const server = await startMysqld({
    binary: binary as MysqlBinary,
    folder: relative(process.cwd(), join(folder, 'a b')),
    database: 'my-`db',
    log: () => {},
  });
  const connection = await createConnection({ uri: server.url });
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT DATABASE() AS name');
  expect(row?.name).toBe('my-`db');
  await connection.end();
  await server.stop();
  rmSync(folder, { recursive: true });
});

testWithBinary('says why a server with broken data does not start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-test-'));
  const options = { binary: binary as MysqlBinary, folder, database: 'test', log: () => {} };
  await (await startMysqld(options)).stop();
  writeFileSync(join(folder, 'data/ibdata1'), 'no tablespace');
  const pattern = /^\S+ did not start: .*ibdata1.*\. Its data is \S+, its log \S+server\.log\.$/;
  await expect(startMysqld(options)).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringMatching(pattern),
  });
  // The log has the reason of both starts, and the second is told.
  truncateSync(join(folder, 'data/ibdata1'));
  await expect(startMysqld(options)).rejects.toThrow(pattern);
  rmSync(folder, { recursive: true });
});

// MariaDB deletes the temporary tables that it finds when it starts, also those of another server that is using them.
testWithBinary('has a folder of its own for temporary tables', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-test-'));
  const server = await startMysqld({
    binary: binary as MysqlBinary,
    folder,
    database: 'test',
    log: () => {},
  });
  const connection = await createConnection({ uri: server.url });
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT @@tmpdir AS folder');
  expect(row?.folder).toBe(join(folder, 'tmp'));
  await connection.end();
  await server.stop();
  rmSync(folder, { recursive: true });
});

testWithBinary('has the port and the password of the last start on its folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-test-'));
  const options = { binary: binary as MysqlBinary, folder, database: 'test', log: () => {} };
  const first = await startMysqld(options);
  await first.stop();
  const second = await startMysqld(options);
  expect(second.url).toBe(first.url);
  await second.stop();
  rmSync(folder, { recursive: true });
});

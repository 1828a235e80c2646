// Jest's global setup: a private MySQL or MariaDB.
// Not where the suite is given a server, or runs against Aurora.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMysqlBinary } from '../../src/mysql/findMysqlBinary.ts';
import { startMysqld } from '../../src/mysql/startMysqld.ts';

declare global {
  var stopTestDatabase: (() => Promise<void>) | undefined;
}

const startDatabase = async (): Promise<void> => {
  if (process.env.TEST_DATABASE_URL || process.env.DATA_API_REAL === '1') return;
  const binary = findMysqlBinary();
  if (!binary) {
    throw new Error(
      'No MySQL or MariaDB found: install one, or set TEST_DATABASE_URL=mysql://user:password@host:3306/database.',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'data-api-emulator-test-'));
  const { url, stop } = await startMysqld({ binary, folder, database: 'test', log: () => {} });
  process.env.TEST_DATABASE_URL = url;
  globalThis.stopTestDatabase = async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
};

export default startDatabase;

// Jest global setup: a throw-away MariaDB or MySQL, unless TEST_DATABASE_URL names a server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mysql, startMysql } from '#local/mysql/startMysql.ts';

declare global {
  var testMysql: Mysql | undefined;
}

const setUp = async (): Promise<void> => {
  if (process.env.TEST_DATABASE_URL) return;
  const folder = mkdtempSync(join(tmpdir(), 'users-service-test-'));
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const mysql = await startMysql({ folder, database: 'test', log });
  process.env.TEST_DATABASE_URL = mysql.url;
  globalThis.testMysql = {
    ...mysql,
    stop: async () => {
      await mysql.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export default setUp;

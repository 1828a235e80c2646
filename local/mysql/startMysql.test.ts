import { describe, expect, jest, test } from '@jest/globals';
import type { Mysql, MysqlWay } from './mysqlWay.ts';
import { startMysql } from './startMysql.ts';

const server: Mysql = { url: 'mysql://u:p@127.0.0.1:1/d', origin: 'test', stop: async () => {} };

const start = async (...ways: MysqlWay[]) => {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line) > 0;
  const mysql = await startMysql({ folder: '/nonexistent', database: 'd', log }, ways).catch(
    (error: Error) => error,
  );
  return { mysql, lines };
};

describe('startMysql', () => {
  test('takes the first way that works and tries no other', async () => {
    const next = jest.fn<MysqlWay>();
    expect(await start(async () => server, next)).toEqual({ mysql: server, lines: [] });
    expect(next).not.toHaveBeenCalled();
  });

  test('says why a way did not work before it tries the next', async () => {
    expect(
      await start(
        async () => 'There is no image.',
        async () => server,
      ),
    ).toEqual({
      mysql: server,
      lines: ['There is no image.'],
    });
  });

  test('tells what to do when no way works', async () => {
    const { mysql, lines } = await start(
      async () => 'No binary.',
      async () => 'No engine.',
    );
    expect(mysql).toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(/^No MySQL or MariaDB found\. Install one .* DATABASE_URL=/),
    });
    expect(lines).toEqual(['No binary.', 'No engine.']);
  });

  test('refuses a DATABASE_URL of another kind of database', async () => {
    const options = { url: 'postgres://u:p@127.0.0.1:1/users', folder: '', database: '', log: () => {} };
    await expect(startMysql(options, [])).rejects.toThrow(
      'DATABASE_URL cannot be used: it must begin with mysql://, not postgres://.',
    );
  });

  test('refuses a DATABASE_URL without a database instead of starting another server', async () => {
    const way = jest.fn<MysqlWay>();
    const options = { url: 'mysql://u:p@127.0.0.1:1', folder: '', database: '', log: () => {} };
    await expect(startMysql(options, [way])).rejects.toThrow(
      'DATABASE_URL cannot be used: it names no database.',
    );
    expect(way).not.toHaveBeenCalled();
  });
});

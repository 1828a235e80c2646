import { PassThrough, Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import type { Connection } from 'mysql2/promise';
import { promptForSql } from './sqlPrompt.ts';

const run = async (text: string, answer: (sql: string) => unknown) => {
  const asked: string[] = [];
  const query = async (sql: string) => {
    asked.push(sql);
    return answer(sql);
  };
  const output = new PassThrough();
  const printed = output.toArray();
  const connection = { query } as unknown as Connection;
  await promptForSql({ connection, input: Readable.from([text]), output });
  output.end();
  return { asked, printed: Buffer.concat(await printed).toString() };
};

test('runs a statement of several lines, and prints its rows', async () => {
  const { asked, printed } = await run('SELECT 1\nAS one;\n', () => [[{ one: 1 }], [{}]]);
  expect(asked).toEqual(['SELECT 1\nAS one']);
  expect(printed).toMatch(/one.*1.*1 row\n$/s);
});

test('prints how many rows a statement affected', async () => {
  const { printed } = await run('DELETE FROM people;\n', () => [{ affectedRows: 5 }, undefined]);
  expect(printed).toBe('5 rows affected\n');
});

test("prints MySQL's error, and takes the next statement", async () => {
  const { asked, printed } = await run('SELEC;\nSELECT 1;\n', (sql) => {
    if (sql === 'SELEC') throw new Error('You have an error in your SQL syntax');
    return [[], [{}]];
  });
  expect(asked).toEqual(['SELEC', 'SELECT 1']);
  expect(printed).toBe('You have an error in your SQL syntax\n0 rows\n');
});

test('ends at exit', async () => {
  expect((await run('exit\nSELECT 1;\n', () => [[], [{}]])).asked).toEqual([]);
});

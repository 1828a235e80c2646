// The fold of files before the running database: it joins whatever LOWER joins.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RowDataPacket } from 'mysql2/promise';
import { fold } from '#layers/people/erasures/search/fold.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/testDatabase.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const perStatement = 4_096;
const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

/** Every character up to the end as `write` writes it, with what the database folds the text to. */
const foldedBy = async (
  write: (letter: string) => string,
  end: number,
): Promise<[text: string, folded: string][]> => {
  const pairs: [string, string][] = [];
  for (let from = 0; from < end; from += perStatement) {
    const points = Array.from({ length: perStatement }, (_, index) => from + index).filter(
      (point) => !isSurrogate(point),
    );
    const texts = points.map((point) => write(String.fromCodePoint(point)));
    const [rows] = await database.connection.query<RowDataPacket[]>(
      `SELECT LOWER(given.text COLLATE utf8mb4_bin) AS folded FROM JSON_TABLE(?, '$[*]' COLUMNS (
        place FOR ORDINALITY, text VARCHAR(20) CHARACTER SET utf8mb4 PATH '$')) AS given ORDER BY given.place`,
      [JSON.stringify(texts)],
    );
    pairs.push(...texts.map((text, index): [string, string] => [text, rows[index]?.folded]));
  }
  return pairs;
};

test.each<[string, (letter: string) => string, number]>([
  ['by itself', (letter) => letter, 0x110000],
  ['at the end of a word', (letter) => `A${letter}`, 0x20000],
  ['within a word', (letter) => `A${letter}B`, 0x20000],
  ['before a mark', (letter) => `A${letter}\u0301`, 0x20000],
])('joins every character and what the database folds it to, %s', async (_where, write, end) => {
  const pairs = await foldedBy(write, end);
  const changed = pairs.filter(([text, folded]) => text !== folded);
  expect(changed.length).toBeGreaterThan(500);
  expect(changed.filter(([text, folded]) => fold(text) !== fold(folded))).toEqual([]);
});

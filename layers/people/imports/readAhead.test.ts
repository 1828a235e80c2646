// A stream that is read ahead: the same items, one of them sooner.
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { readAhead } from './readAhead.ts';

/** 1, 2, 3 …, and what was taken of them and how they ended. */
const createNumbers = (last: number, failure?: Error) => {
  const seen = { taken: 0, isClosed: false };
  const numbers = async function* () {
    try {
      for (seen.taken = 1; seen.taken <= last; seen.taken += 1) yield seen.taken;
      if (failure) throw failure;
    } finally {
      seen.isClosed = true;
    }
  };
  return { seen, numbers: numbers() };
};

const readAll = async (items: AsyncIterable<number>, read: number[] = []): Promise<number[]> => {
  for await (const item of items) read.push(item);
  return read;
};

test.each([0, 1, 4])('it has the same %i items', async (last) => {
  expect(await readAll(readAhead(createNumbers(last).numbers))).toEqual([1, 2, 3, 4].slice(0, last));
});

test('the next item is read while the last one is used', async () => {
  const { seen, numbers } = createNumbers(3);
  const items = readAhead(numbers);
  expect((await items.next()).value).toBe(1);
  expect(seen.taken).toBe(1);
  await setTimeout(10);
  expect(seen.taken).toBe(2);
});

test('what the stream throws comes after the items before it', async () => {
  const failure = new Error('cut off');
  const read: number[] = [];
  await expect(readAll(readAhead(createNumbers(2, failure).numbers), read)).rejects.toBe(failure);
  expect(read).toEqual([1, 2]);
});

test('a stream that is left early is closed, though its next item fails', async () => {
  const { seen, numbers } = createNumbers(1, new Error('cut off'));
  for await (const item of readAhead(numbers)) if (item === 1) break;
  expect(seen.isClosed).toBe(true);
});

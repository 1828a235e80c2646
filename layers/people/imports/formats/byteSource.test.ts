// A file in parts and blocks, and in chunks of rows.
import { expect, test } from '@jest/globals';
import { createInMemoryObjectStore } from '#tests/support/inMemoryObjectStore.ts';
import { readChunks } from '../importChunk.ts';
import { readBlocks } from './byteSource.ts';
import { FileRefused, type TableRow } from './table.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const kib = 1_024;

test('blocks have 64 KiB, from the byte on that was asked for', async () => {
  const store = createInMemoryObjectStore();
  const content = Buffer.alloc(9 * kib * kib + 5, 'abcdefg');
  const version = store.put('a', content);
  const blocks: Buffer[] = [];
  for await (const block of readBlocks({ store, version, sizeBytes: content.length }, call, 3))
    blocks.push(block);
  expect(Buffer.concat(blocks).equals(content.subarray(3))).toBe(true);
  expect(blocks[0]).toHaveLength(64 * kib);
  expect(Math.max(...blocks.map(({ length }) => length))).toBe(64 * kib);
  expect(blocks).toHaveLength(145);
});

const row: TableRow = { cells: [], line: 2, end: { offsetBytes: 4, lines: 2 } };
const first = { offsetBytes: 0, lines: 1 };

const readUntil = async (error: Error) => {
  const chunks: unknown[] = [];
  const rows = async function* () {
    yield row;
    throw error;
  };
  try {
    for await (const chunk of readChunks(rows(), first)) chunks.push(chunk);
  } catch (thrown) {
    return { chunks, thrown };
  }
  return { chunks };
};

test('a file that is refused is so after the rows before', async () => {
  const refusal = new FileRefused('why');
  expect(refusal.name).toBe('FileRefused');
  expect(await readUntil(refusal)).toEqual({
    chunks: [{ rows: [row], start: first, end: row.end }],
    thrown: refusal,
  });
});

test('after any other failure the rows of its chunk are left for the next attempt', async () => {
  const failure = new Error('gone');
  expect(await readUntil(failure)).toEqual({ chunks: [], thrown: failure });
});

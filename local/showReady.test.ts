import { expect, test } from '@jest/globals';
import { createShowReady } from './showReady.ts';

/** The lines of two parts that take 1.24 s and 2 s. */
const show = (isTTY: boolean): string[] => {
  const times = [0, 1_240, 1_240, 3_240, 3_240];
  const lines: string[] = [];
  const now = () => times.shift() as number;
  const ready = createShowReady({ isTTY, now, print: (line) => lines.push(line) });
  ready('MySQL', 'mysql://db');
  ready('Data API', 'http://127.0.0.1:8124');
  return lines;
};

test('on a terminal, shows how long each part took', () => {
  expect(show(true)).toEqual(['MySQL     mysql://db  1.2 s', 'Data API  http://127.0.0.1:8124  2.0 s']);
});

test('prints plain lines where nobody watches', () => {
  expect(show(false)).toEqual(['MySQL     mysql://db', 'Data API  http://127.0.0.1:8124']);
});

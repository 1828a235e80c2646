import { expect, test } from '@jest/globals';
import { createProgress } from './createProgress.ts';

/** What a phase of eight steps writes. */
const written = (isTTY: boolean): string => {
  const texts: string[] = [];
  const write = (text: string | Uint8Array) => texts.push(String(text)) > 0;
  const step = createProgress({ write, isTTY }).start('Cold starts', 8);
  for (let done = 0; done < 8; done += 1) step();
  return texts.join('');
};

test('writes a line for each quarter where nobody watches', () => {
  expect(written(false).split('\n')).toEqual([
    'Cold starts 0/8',
    'Cold starts 2/8',
    'Cold starts 4/8',
    'Cold starts 6/8',
    'Cold starts 8/8',
    '',
  ]);
});

test('rewrites one line on a terminal', () => {
  const text = written(true);
  expect(text.split('\r')).toHaveLength(10);
  expect(text.indexOf('\n')).toBe(text.length - 1);
});

import { expect, test } from '@jest/globals';
import { TerminalLine } from './progressLine.ts';

const start = (isTTY: boolean, columns?: number) => {
  let text = '';
  let nowMs = 0;
  const output = {
    isTTY,
    columns,
    write: (part: string) => {
      text += part;
      return true;
    },
  };
  const line = new TerminalLine(output as unknown as NodeJS.WriteStream, () => nowMs);
  return {
    line,
    resize: (to: number) => {
      output.columns = to;
    },
    wait: (ms: number) => {
      nowMs += ms;
    },
    text: () => text,
  };
};

const clear = '\r\u001b[J';

test('a terminal has one line that changes', () => {
  const { line, wait, text } = start(true);
  line.show('1 %');
  wait(100);
  line.show('2 %');
  line.end('Done');
  line.show('3 %');
  expect(text()).toBe(`1 %${clear}2 %${clear}Done\n3 %`);
});

test('a line changes ten times a second at most', () => {
  const { line, wait, text } = start(true);
  line.show('1 %');
  wait(99);
  line.show('2 %');
  wait(1);
  line.show('3 %');
  expect(text()).toBe(`1 %${clear}3 %`);
});

test('a text that is too long is wrapped, and all of its rows are erased', () => {
  const { line, wait, text } = start(true, 11);
  line.show('one two three four');
  wait(100);
  line.show('five');
  expect(text()).toBe(`one two\nthree four\u001b[1A${clear}five`);
});

test('letters of two columns are counted as two', () => {
  const { line, text } = start(true, 11);
  line.show('山田 太郎山田');
  expect(text()).toBe('山田\n太郎山田');
});

test('rows that a narrower terminal breaks anew are erased, too', () => {
  const { line, wait, text, resize } = start(true, 80);
  line.show('x'.repeat(70));
  wait(100);
  resize(30);
  line.show('y');
  expect(text()).toBe(`${'x'.repeat(70)}\u001b[2A${clear}y`);
});

test('a disposed line leaves nothing', () => {
  const { line, text } = start(true);
  line.show('1 %');
  line[Symbol.dispose]();
  line[Symbol.dispose]();
  expect(text()).toBe(`1 %${clear}`);
});

test('anything else has a line every ten seconds, and the last', () => {
  const { line, wait, text } = start(false);
  line.show('1 %');
  wait(9_999);
  line.show('2 %');
  wait(1);
  line.show('3 %');
  line.end('Done');
  expect(text()).toBe('1 %\n3 %\nDone\n');
});

test('nothing is shown without an output', () => {
  const line = new TerminalLine(undefined, Date.now);
  expect(() => {
    line.show('1 %');
    line.end('Done');
    line[Symbol.dispose]();
  }).not.toThrow();
});

import { expect, test } from '@jest/globals';
import { createProgressLine } from './progressLine.ts';

const start = (isTTY: boolean) => {
  let text = '';
  let nowMs = 0;
  const write = (part: string) => {
    text += part;
    return true;
  };
  const line = createProgressLine({ isTTY, write } as NodeJS.WriteStream, () => nowMs);
  return {
    ...line,
    wait: (ms: number) => {
      nowMs += ms;
    },
    text: () => text,
  };
};

test('a terminal has one line that changes', () => {
  const { show, end, text } = start(true);
  show('1 %');
  show('2 %');
  end('Done');
  expect(text()).toBe('\r\u001b[K1 %\r\u001b[K2 %\r\u001b[KDone\n');
});

test('anything else has a line every ten seconds, and the last', () => {
  const { show, end, wait, text } = start(false);
  show('1 %');
  wait(9_999);
  show('2 %');
  wait(1);
  show('3 %');
  end('Done');
  expect(text()).toBe('1 %\n3 %\nDone\n');
});

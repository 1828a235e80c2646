import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseTraceparent } from './parseTraceparent.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';

test.each([
  `00-${traceId}-${parentId}-01`,
  `00-${traceId}-${parentId}-ff`,
  `01-${traceId}-${parentId}-00`,
  `01-${traceId}-${parentId}-00-more`,
  `fe-${traceId}-${parentId}-00-`,
])('reads the trace id of %s', (header) => {
  expect(parseTraceparent(header)).toBe(traceId);
});

test('reads a trace id that begins with a zero', () => {
  const early = `0${traceId.slice(1)}`;
  expect(parseTraceparent(`00-${early}-${parentId}-01`)).toBe(early);
});

test.each([
  undefined,
  '',
  traceId,
  `ff-${traceId}-${parentId}-01`,
  `00-${'0'.repeat(32)}-${parentId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId.toUpperCase()}-${parentId}-01`,
  `00-${traceId}-${parentId}`,
  `00-${traceId}-${parentId}-01-more`,
  `00-${traceId}-${parentId}-01-`,
  `01-${traceId}-${parentId}-01more`,
  ` 00-${traceId}-${parentId}-01`,
  `00-${traceId}-${parentId}-01\n`,
  `00-${traceId}-${parentId}-01,00-${traceId}-${parentId}-01`,
])('ignores %j', (header) => {
  expect(parseTraceparent(header)).toBeUndefined();
});

test('never returns anything but 32 hexadecimal digits', () => {
  const part = fc.oneof(
    fc.stringMatching(/^[0-9a-f]{1,40}$/),
    fc.constantFrom(traceId, parentId, '00'),
    fc.string(),
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('-')),
      (header) => {
        expect(parseTraceparent(header) ?? traceId).toMatch(/^[0-9a-f]{32}$/);
      },
    ),
  );
});

import { expect, test } from '@jest/globals';
import { describeTrace } from './describeTrace.ts';
import { exampleSpan, exampleTrace } from './exampleSpans.ts';
import type { Span } from './span.ts';

const describe = (spans: Span[]): string[] => describeTrace({ traceId: exampleSpan().traceId, spans }, 2_000);

test('a trace is a waterfall with faults, rows and the SQL text', () => {
  expect(describe(exampleTrace())).toEqual([
    '00:00:01.000  GET /search?email=homer%40thesimpsons.com  200  100 ms',
    'trace 6b0e5b1a27e70c60bc10c826ffe7d7a1',
    '',
    expect.stringMatching(/^GET \/search +100 ms ▬+$/),
    expect.stringMatching(/^ {2}searchUser +80 ms {4}▬+$/),
    expect.stringMatching(/^ {4}ExecuteStatement +5\.0 ms {7}✗✗$/),
    '      injected fault throttling',
    '      ThrottlingException: Rate exceeded',
    '      SELECT email FROM directory',
    expect.stringMatching(/✗✗$/),
    ...['      injected fault throttling', '      ThrottlingException: Rate exceeded'],
    '      SELECT email FROM directory',
    expect.stringMatching(/▬▬$/),
    '      1 row',
    '      SELECT email FROM directory',
    '',
    'Log:',
    '{"status":200}',
  ]);
});

test('no line of the waterfall is longer than 80 columns', () => {
  const long = exampleTrace().map((span) => ({ ...span, name: span.name.repeat(20) }));
  const lines = describe(long).slice(2, -2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('an error is shown with its stack', () => {
  const attributes = {
    'exception.type': 'TypeError',
    'exception.stacktrace': 'TypeError: x\n    at f (/a.ts:1:2)',
  };
  const failed = exampleSpan({
    error: 'TypeError: x',
    events: [{ name: 'exception', timeMs: 1, attributes }],
  });
  expect(describe([failed])).toContain('GET /users: TypeError: x\n    at f (/a.ts:1:2)');
});

test('what a caller sent does not steer the terminal', () => {
  const attributes = { 'http.request.method': 'GET', 'url.path': '/\u001b[31mred' };
  expect(describe([exampleSpan({ name: '\u001b[2J', attributes })]).join('\n')).not.toContain('\u001b');
});

test('a span that runs says so', () => {
  expect(describe([exampleSpan({ endMs: undefined })]).join('\n')).toMatch(/still running[\s\S]* running /);
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exampleSpan, exampleTrace } from './exampleSpans.ts';
import { FilterError, parseTraceFilter } from './traceFilter.ts';

const trace = { traceId: exampleSpan().traceId, spans: exampleTrace() };
const nowMs = 61_000;
const fits = (filter: string): boolean => parseTraceFilter(filter, nowMs)(trace);

test.each([
  ...['', 'status:200', 'status:2xx', 'status:>=200', 'status:<=299', 'status:<400', 'route:/search'],
  ...['method:get', 'function:searchUser', 'fault:throttling', 'is:fault', 'trigger:http', 'since:60s'],
  ...['since:1970-01-01T00:00:01Z', 'duration:>50ms', 'duration:<1s', 'homer', 'Rate', '"Rate exceeded"'],
  ...['-status:5xx', '-is:error', 'status:2xx route:/search -function:getUsers', 'a-request'],
])('%j takes the example', (filter) => {
  expect(fits(filter)).toBe(true);
});

test.each([
  ...['status:404', 'status:5xx', 'status:>299', 'status:<200', 'route:/users', 'method:post'],
  ...['function:getUsers', 'queue:sync', 'fault:hang', 'is:error', 'is:running', 'is:dead', 'trigger:event'],
  ...['since:59s', 'duration:<50ms', 'marge', '-homer', 'status:200 -homer', '"exceeded Rate"'],
])('%j does not take the example', (filter) => {
  expect(fits(filter)).toBe(false);
});

test.each([
  ['stauts:200', '"stauts:" is no key of a filter; there are status, '],
  ['status:ok', 'status: is a status such as 404, 5xx or >=400, not "ok".'],
  ['is:broken', 'is: is one of error, fault, '],
  ['since:yesterday', 'since: is such as 5m, 1h or '],
  ['duration:5', 'duration: is such as >100ms or <1s, not "5".'],
])('%j is refused with what would be right', (filter, message) => {
  expect(() => fits(filter)).toThrow(FilterError);
  expect(() => fits(filter)).toThrow(message);
});

test('any text is a filter or is refused with a FilterError', () => {
  fc.assert(
    fc.property(fc.string(), (filter) => {
      try {
        expect(typeof fits(filter)).toBe('boolean');
      } catch (error) {
        expect(error).toBeInstanceOf(FilterError);
      }
    }),
  );
});

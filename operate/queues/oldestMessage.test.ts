import { expect, test } from '@jest/globals';
import { readMaximum } from './oldestMessage.ts';

const member = (time: string, maximum: string) =>
  `<member><Timestamp>${time}</Timestamp>\n<Maximum>${maximum}</Maximum><Unit>Seconds</Unit></member>`;
const answer = (...members: string[]) =>
  `<GetMetricStatisticsResponse><GetMetricStatisticsResult><Datapoints>${members.join('')}</Datapoints></GetMetricStatisticsResult></GetMetricStatisticsResponse>`;

test('the newest value counts, in whatever order they come', () => {
  const [older, newer] = [member('2026-01-01T08:00:00Z', '60.0'), member('2026-01-01T08:01:00Z', '120.0')];
  expect(readMaximum(answer(older, newer))).toBe(120);
  expect(readMaximum(answer(newer, older))).toBe(120);
});

test('an idle queue has no value', () => {
  expect(readMaximum(answer())).toBeUndefined();
});

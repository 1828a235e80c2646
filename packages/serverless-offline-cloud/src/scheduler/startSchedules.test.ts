import { expect, test } from '@jest/globals';
import { startSchedules } from './startSchedules.ts';

const start = (send: (queue: string, body: string) => Promise<unknown>, lines: string[] = []) => {
  let tick: (time: Date) => void = () => {};
  const schedule = { name: 'shop-dev-report-0', queue: 'report', input: {} };
  startSchedules({
    schedules: [
      { ...schedule, expression: 'rate(2 minutes)' },
      { ...schedule, name: 'noon', expression: 'cron(0 12 * * ? *)', input: { Input: '{"at":"noon"}' } },
    ],
    region: 'eu-central-1',
    send,
    log: (line) => lines.push(line),
    ticks: (given) => {
      tick = given;
      return { stop: async () => {} };
    },
  });
  return (time: string) => tick(new Date(time));
};

test('an event is sent in each minute in which it is due', () => {
  const sent: unknown[] = [];
  const tick = start(async (queue, body) => sent.push([queue, JSON.parse(body)]));
  tick('2026-12-01T11:58:00Z');
  tick('2026-12-01T11:59:00Z');
  tick('2026-12-01T12:00:00Z');
  expect(sent).toEqual([
    [
      'report',
      {
        version: '0',
        id: expect.any(String),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: '000000000000',
        time: '2026-12-01T11:59:00Z',
        region: 'eu-central-1',
        resources: ['arn:aws:events:eu-central-1:000000000000:rule/shop-dev-report-0'],
        detail: {},
      },
    ],
    ['report', { at: 'noon' }],
  ]);
});

test('a queue that cannot be reached is told of, and the next minute comes', async () => {
  const lines: string[] = [];
  const tick = start(async () => {
    throw new Error('gone');
  }, lines);
  tick('2026-12-01T12:00:00Z');
  await new Promise(setImmediate);
  expect(lines).toEqual(['noon: gone']);
});

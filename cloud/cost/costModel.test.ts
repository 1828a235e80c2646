import { expect, test } from '@jest/globals';
import * as model from './costModel.ts';
import { assume, pausedShare, type Usage } from './costModel.ts';
import type { StackCounts } from './stackCounts.ts';

/** Two functions with a route, two with a queue, one with a schedule. */
const counts: StackCounts = {
  alarmMetrics: { small: 4, full: 26, exportsDaily: 3, watchesTraffic: 1 },
  logMetrics: 8,
  polledQueues: 2,
  snapshots: 2,
  secrets: 7,
};
const monthlyCost = (given: Usage) => model.monthlyCost(given, counts);
const totalCost = (given: Usage) => model.totalCost(given, counts);

test.each([
  [100, 98.9, 0.5],
  [1_000, 89.2, 4.73],
  [10_000, 31.9, 29.81],
  [50_000, 0.3, 43.65],
])(
  'at %i requests a month, %f %% find the database paused and capacity costs $%f',
  (requestsPerMonth, percent, dollars) => {
    expect(100 * pausedShare(assume({ requestsPerMonth }))).toBeCloseTo(percent, 0);
    expect(monthlyCost(assume({ requestsPerMonth }))['Aurora capacity']).toBeCloseTo(dollars, 1);
  },
);

test('a database that never pauses costs its smallest capacity all month', () => {
  expect(pausedShare(assume({ minAcu: 0.5 }))).toBe(0);
  expect(monthlyCost(assume({ minAcu: 0.5 }))['Aurora capacity']).toBeCloseTo(43.8, 2);
});

test('a reader costs as much capacity again', () => {
  const capacity = (readers: number) => monthlyCost(assume({ minAcu: 0.5, readers }))['Aurora capacity'];
  expect(capacity(1)).toBeCloseTo(2 * (capacity(0) ?? 0));
});

test('an idle month of a small stage is below 4 dollars', () => {
  expect(totalCost(assume({ monitoring: 'small' }))).toBeLessThan(4);
});

test('an idle month costs the queue, storage, alarms, the dashboard, secrets and images', () => {
  const costs = Object.entries(monthlyCost(assume({}))).filter(([, dollars]) => dollars > 0);
  expect(costs.map(([name]) => name)).toEqual([
    'Queue',
    'Aurora storage',
    'Alarms',
    'Dashboard',
    'Secrets',
    'Images',
  ]);
});

test('snapshots cost while they are kept and when they are restored, in place of initializations', () => {
  const costs = (given: Partial<Usage>) => monthlyCost(assume({ memoryGib: 1, ...given }));
  expect(costs({}).Snapshots).toBe(0);
  expect(costs({ snapStart: true }).Snapshots).toBeCloseTo(7.91, 2);
  const busy = { requestsPerMonth: 1e6, coldShare: 0.1 };
  const restores = costs({ ...busy, snapStart: true }).Snapshots ?? 0;
  expect(restores - (costs({ snapStart: true }).Snapshots ?? 0)).toBeCloseTo(13.98, 2);
  expect(costs({ ...busy, snapStart: true })['Lambda time']).toBeLessThan(costs(busy)['Lambda time'] ?? 0);
});

test('a larger answer counts as several Data API requests', () => {
  const dataApi = (responseKib: number) =>
    monthlyCost(assume({ requestsPerMonth: 1e6, responseKib }))['Data API'];
  expect(dataApi(32)).toBeCloseTo(0.35);
  expect(dataApi(33)).toBeCloseTo(0.7);
});

test('a million imported lines cost less than a cent in time, statements and objects', () => {
  const { Imports = 0 } = monthlyCost(assume({ importedPerMonth: 1e6 }));
  expect(Imports).toBeCloseTo(0.0003 + 0.0021 + 0.001, 3);
  expect(monthlyCost(assume({})).Imports).toBe(0);
});

test('a million events cost the bus, the queue, and an invocation with a statement each', () => {
  const idle = monthlyCost(assume({}));
  const busy = monthlyCost(assume({ eventsPerMonth: 1e6 }));
  expect(busy['Event bus']).toBeCloseTo(1);
  expect((busy.Queue ?? 0) - (idle.Queue ?? 0)).toBeCloseTo(1.2);
  expect(busy.Events).toBeCloseTo(0.2 + 0.35 + 0.73, 2);
});

test('alarms that a parameter adds cost as the others', () => {
  const alarms = (given: Partial<Usage>) => monthlyCost(assume(given)).Alarms ?? 0;
  expect(alarms({ exportsDaily: true }) - alarms({})).toBeCloseTo(0.3);
  expect(alarms({ watchesTraffic: true }) - alarms({})).toBeCloseTo(0.1);
});

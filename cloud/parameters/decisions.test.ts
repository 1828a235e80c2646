import { expect, test } from '@jest/globals';
import { openDecisions } from './decisions.ts';
import { parametersSchema } from './parameters.ts';

const open = (given: object): string[] => {
  const values = parametersSchema.parse(given);
  return openDecisions(values, Object.keys(given)).map((sentence) => sentence.replace(/ must be set .*/, ''));
};
const all = ['minAcu', 'readers', 'alarmEmail or alarmTopicArn', 'usersRatePerS', 'searchRatePerS'];

test.each([{ deletionProtection: true }, { deletionPolicy: 'Snapshot' }, { deletionPolicy: 'Retain' }])(
  'a stage with %j must take every decision',
  (given) => {
    expect(open(given)).toEqual(all);
  },
);

test('a stage whose data goes with it takes none', () => {
  expect(open({})).toEqual([]);
});

test('a decision for the default is taken, too', () => {
  const decided = {
    minAcu: 0,
    readers: 0,
    usersRatePerS: 5,
    searchRatePerS: 50,
    alarmEmail: 'a@example.com',
  };
  expect(open({ ...decided, deletionProtection: true })).toEqual([]);
});

test('a topic is as good as an address', () => {
  const alarmTopicArn = 'arn:aws:sns:eu-central-1:123456789012:alarms';
  expect(open({ alarmTopicArn, deletionProtection: true })).not.toContain('alarmEmail or alarmTopicArn');
});

test('a cluster that exists already has its capacity and its instances decided', () => {
  expect(open({ database: 'existing', deletionPolicy: 'Snapshot' })).toEqual(all.slice(2));
});

test('both sides of the capacity are told in dollars and in waiting', () => {
  const values = parametersSchema.parse({ deletionProtection: true });
  expect(openDecisions(values, [])[0]).toBe(
    'minAcu must be set where data is protected (deletionProtection, deletionPolicy): 0 lets the database pause, and its next caller waits about 15 s: 32 % of 10,000 requests a month, for 29.81 $; 0.5 keeps it awake, for 43.80 $ a month',
  );
});

import { expect, test } from '@jest/globals';
import type { KnownPerson } from './lookUpPeople.ts';
import type { PersonChange } from './peopleRepository.ts';
import { planWrite } from './planWrite.ts';

const unknown: KnownPerson = { subject: 's', revision: undefined, state: 'unknown', appliedAt: undefined };
const known = (subject: string, revision: string, state: KnownPerson['state'] = 'present'): KnownPerson => ({
  subject,
  revision,
  state,
  appliedAt: undefined,
});
const change = (email: string, revision: string, more: Partial<PersonChange> = {}): PersonChange => ({
  email,
  spelling: email,
  phoneNumber: '1',
  revision,
  ...more,
});

test('writes the newest change per person, in order of arrival', () => {
  const people = new Map([
    ['b@x', { ...unknown, subject: 'b' }],
    ['a@x', { ...unknown, subject: 'a' }],
    ['A@x', { ...unknown, subject: 'a' }],
  ]);
  const changes = [change('b@x', '1'), change('a@x', '2'), change('A@x', '3'), change('b@x', '0')];
  const plan = planWrite(changes, people);
  expect(plan.rows).toEqual([
    { subject: 'b', email: 'b@x', phone: '1', revision: '1' },
    { subject: 'a', email: 'A@x', phone: '1', revision: '3' },
  ]);
  expect(changes.map(plan.outcomeOf)).toEqual(['applied', 'stale', 'applied', 'stale']);
});

test.each([
  ['stale', 'older than the directory’s', '1'],
  ['repeated', 'the directory’s', '2'],
] as const)('writes nothing and returns %s for a change that is %s', (outcome, _case, revision) => {
  const one = change('a@x', revision);
  const plan = planWrite([one], new Map([['a@x', known('a', '2')]]));
  expect(plan.rows).toEqual([]);
  expect(plan.outcomeOf(one)).toBe(outcome);
});

test('adds a person of the lowest revision when nobody knows them', () => {
  const plan = planWrite([change('a@x', '')], new Map([['a@x', unknown]]));
  expect(plan.rows).toHaveLength(1);
});

test('writes a deletion without address and number', () => {
  const plan = planWrite([change('a@x', '1', { phoneNumber: null })], new Map([['a@x', known('a', '')]]));
  expect(plan.rows).toEqual([{ subject: 'a', email: null, phone: null, revision: '1' }]);
});

test('erases the same person under another spelling, even when the change is stale', () => {
  const people = new Map([
    ['é@x', known('normal', '5')],
    ['e\u0301@x', known('odd', '')],
  ]);
  const { rows } = planWrite([change('é@x', '1', { spelling: 'e\u0301@x' })], people);
  expect(rows).toEqual([{ subject: 'odd', email: null, phone: null, revision: '1' }]);
});

test.each([
  ['is nobody', { ...unknown, subject: 'odd' }],
  ['was deleted', known('odd', '', 'deleted')],
  ['is the same to the database', known('normal', '')],
])('leaves another spelling alone that %s', (_case, odd) => {
  const people = new Map([
    ['é@x', known('normal', '5')],
    ['É@x', odd],
  ]);
  expect(planWrite([change('é@x', '1', { spelling: 'É@x' })], people).rows).toEqual([]);
});

test('refuses a change whose address was not looked up', () => {
  expect(() => planWrite([change('a@x', '1')], new Map())).toThrow(
    new TypeError('An address was not looked up.'),
  );
});

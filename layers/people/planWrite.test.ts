import { describe, expect, test } from '@jest/globals';
import { lookalikeRule } from './addressRule.ts';
import { type KnownPerson, unknownPerson } from './lookUpPeople.ts';
import type { PersonChange } from './personChange.ts';
import { ChangeRefusal, planWrite } from './planWrite.ts';

const unknown = unknownPerson('s');
const known = (subject: string, revision: string, state: KnownPerson['state'] = 'present'): KnownPerson => ({
  subject,
  revision,
  state,
  isShown: false,
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
  expect(rows).toEqual([{ subject: 'odd', email: null, phone: null, revision: '5' }]);
});

describe('both forms of an internationalized domain', () => {
  const [ascii, unicode] = ['ann@xn--tda.x', 'ann@ü.x'];
  const peopleOf = (asciiPerson: KnownPerson, unicodePerson: KnownPerson) =>
    new Map([
      [ascii, asciiPerson],
      [unicode, unicodePerson],
    ]);
  const nobody = (subject: string): KnownPerson => unknownPerson(subject);

  test.each([ascii, unicode])('are one new person, with the subject of the ASCII form: %s', (email) => {
    const { rows } = planWrite([change(email, '1')], peopleOf(nobody('ascii'), nobody('unicode')));
    expect(rows).toEqual([{ subject: 'ascii', email, phone: '1', revision: '1' }]);
  });

  test.each([ascii, unicode])('are the person whom the directory knows, with their subject: %s', (email) => {
    const { rows } = planWrite([change(email, '1')], peopleOf(nobody('ascii'), known('unicode', '')));
    expect(rows).toEqual([{ subject: 'unicode', email, phone: '1', revision: '1' }]);
  });

  test.each([
    ['deleted', '5'],
    ['erased', 'erased'],
  ] as const)('are as stale as the newest state of either that was %s', (state, revision) => {
    for (const people of [
      peopleOf(known('ascii', '3'), known('unicode', revision, state)),
      peopleOf(known('ascii', revision, state), known('unicode', '3')),
    ]) {
      const changes = [change(ascii, '4'), change(unicode, '4')];
      const plan = planWrite(changes, people);
      expect(changes.map(plan.outcomeOf)).toEqual(['stale', 'stale']);
      expect(new Set(plan.rows.map(({ email, revision: at }) => [email, at].join()))).toEqual(
        new Set([`,${revision}`]),
      );
    }
  });

  test('become one person where a table was adopted with two', () => {
    const { rows } = planWrite([change(unicode, '1')], peopleOf(known('ascii', ''), known('unicode', '')));
    expect(rows).toEqual([
      { subject: 'unicode', email: null, phone: null, revision: '1' },
      { subject: 'ascii', email: unicode, phone: '1', revision: '1' },
    ]);
  });

  test('become the newer person when the change is older than that', () => {
    const { rows } = planWrite([change(unicode, '4')], peopleOf(known('ascii', '3'), known('unicode', '5')));
    expect(rows).toEqual([{ subject: 'ascii', email: null, phone: null, revision: '5' }]);
  });

  test('count once in one call', () => {
    const changes = [change(ascii, '2'), change(unicode, '1')];
    const plan = planWrite(changes, peopleOf(nobody('ascii'), nobody('unicode')));
    expect(changes.map(plan.outcomeOf)).toEqual(['applied', 'stale']);
    expect(plan.rows).toHaveLength(1);
  });
});

describe('a change that breaks a rule', () => {
  const odd = (more: Partial<PersonChange> = {}) =>
    change('Ann <a@x>', '2', { broken: { email: 'rule' }, ...more });
  const plan = (changed: PersonChange, person: KnownPerson) =>
    planWrite([changed], new Map([[changed.email, person]]));

  test.each([odd(), odd({ phoneNumber: null })])('neither lets in nor deletes who is unknown', (changed) => {
    const { rows, outcomeOf } = plan(changed, unknown);
    expect(rows).toEqual([]);
    expect(outcomeOf(changed)).toEqual(new ChangeRefusal({ email: 'rule' }));
  });

  test.each([
    known('s', '1'),
    known('s', '1', 'deleted'),
    known('s', '3', 'deleted'),
    known('s', 'erased', 'erased'),
  ])('is a change as any other of who is known: $state, $revision', (person) => {
    const changed = odd();
    expect(plan(changed, person).outcomeOf(changed)).toBe(
      (person.revision ?? '') < '2' ? 'applied' : 'stale',
    );
  });

  test('of phone numbers is refused for everybody', () => {
    const changed = change('a@x', '2', { broken: { phoneNumber: 'rule' } });
    expect(plan(changed, known('s', '1')).outcomeOf(changed)).toEqual(
      new ChangeRefusal({ phoneNumber: 'rule' }),
    );
    const both = odd({ broken: { email: 'one', phoneNumber: 'two' } });
    expect(plan(both, unknown).outcomeOf(both)).toEqual(
      new ChangeRefusal({ email: 'one', phoneNumber: 'two' }),
    );
    expect(plan(both, known('s', '1')).outcomeOf(both)).toEqual(new ChangeRefusal({ phoneNumber: 'two' }));
  });

  test('of letters that stand for others reaches who is shown with these letters alone', () => {
    const changed = change('\u212aim@x', '2', { broken: { email: lookalikeRule } });
    expect(plan(changed, known('s', '1')).outcomeOf(changed)).toEqual(
      new ChangeRefusal({ email: lookalikeRule }),
    );
    expect(plan(changed, known('s', '1', 'deleted')).outcomeOf(changed)).toBeInstanceOf(ChangeRefusal);
    expect(plan(changed, { ...known('s', '1'), isShown: true }).rows).toEqual([
      { subject: 's', email: '\u212aim@x', phone: '1', revision: '2' },
    ]);
  });
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

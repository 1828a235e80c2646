import { expect, test } from '@jest/globals';
import type { RulesLine } from '#layers/base/logger.ts';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { logRefusals } from './logRefusals.ts';
import { createChange } from './personChange.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const known = { email: 'Bob <bob@x>', phoneNumber: '+1 888' };

const upsert = (email: string, phoneNumber: string) => createChange({ email, phoneNumber, revision: '1' });
const changes = [
  upsert('ann@x', '+1 888'),
  upsert('Ann <ann@x>', '+1 888'),
  upsert(known.email, '+1 889'),
  upsert('carl@', 'tbd'),
];

const create = () => {
  const directory = createInMemoryDirectory([known]);
  const lines: RulesLine[] = [];
  const people = logRefusals(directory.people, (line) => lines.push(line));
  return { people, lines, directory };
};

test('applies what the rules refuse, and logs how many changes break each', async () => {
  const { people, lines, directory } = create();
  expect(await people.apply(changes, call)).toEqual(['applied', 'applied', 'applied', 'applied']);
  expect(lines).toEqual([
    {
      level: 'warn',
      wouldRefuse: {
        'email must be an address alone, without < > ( ) [ ] , ; : | =': 1,
        'email must have a domain after the @: letters, digits, - and _, between single dots': 1,
        'phoneNumber must have at least 3 digits': 1,
      },
    },
  ]);
  expect((await directory.users.getUsers({ limit: 9 }, call)).users).toContainEqual({
    email: 'carl@',
    phoneNumber: 'tbd',
  });
});

test('logs nothing where no rule is broken', async () => {
  const { people, lines } = create();
  await people.apply(changes.slice(0, 1), call);
  await people.apply(changes.slice(2, 3), call);
  expect(lines).toEqual([]);
});

test('says before a write what the write will say', async () => {
  const { people, lines } = create();
  expect(await people.preview(changes, call)).toEqual(['applied', 'applied', 'applied', 'applied']);
  expect(lines).toEqual([]);
});

import { expect, test } from '@jest/globals';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { personAt } from '#tests/support/people.ts';
import { countRefusals } from './countRefusals.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };
const many = Array.from({ length: 2_500 }, (_, index) => personAt(index));

test('counts by rule whom the rules would not let in', async () => {
  const odd = [
    { email: 'Ann <ann@x>', phoneNumber: '12' },
    { email: 'bob', phoneNumber: 'NULL' },
  ];
  const users = createInMemoryUsers([...many, ...odd]);
  expect(await countRefusals({ users, now: () => 0 }, call)).toEqual({
    people: 2_502,
    wouldRefuse: {
      'email must be an address alone, without < > ( ) [ ] , ; : | =': 1,
      'email must contain an @': 1,
      'phoneNumber must have at least 3 digits': 2,
    },
    isComplete: true,
  });
});

test.each([
  [15_000, 2_000, false],
  [14_000, 2_500, true],
])('ends after half a minute: pages of %i ms', async (pageMs, people, isComplete) => {
  let nowMs = 0;
  const inner = createInMemoryUsers(many);
  const users = {
    getUsers: (...given: Parameters<typeof inner.getUsers>) => {
      nowMs += pageMs;
      return inner.getUsers(...given);
    },
  };
  expect(await countRefusals({ users, now: () => nowMs }, call)).toMatchObject({ people, isComplete });
});

test('counts nobody in an empty directory', async () => {
  const users = createInMemoryUsers([]);
  expect(await countRefusals({ users, now: () => 0 }, call)).toEqual({
    people: 0,
    wouldRefuse: {},
    isComplete: true,
  });
});

// Who is erased: in a directory in memory, and in a real database.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createInMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import {
  createTestErased,
  createTestErasures,
  createTestPeople,
  emptyDirectory,
} from '#tests/support/testDirectory.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
beforeEach(() => emptyDirectory(cloud.connection));
afterAll(() => cloud.stop());

describe.each([
  ['in memory', () => createInMemoryDirectory([])],
  [
    'in a database',
    () => ({ erasures: createTestErasures(cloud.database), erased: createTestErased(cloud.database) }),
  ],
])('people who are erased %s', (_name, create) => {
  test('are found by any letter case, and by no other address', async () => {
    const { erasures, erased } = create();
    await erasures.erase('homer@x.co', soon());
    await erasures.erase('lifted@x.co', soon());
    await erasures.allowAgain('lifted@x.co', soon());
    const asked = ['HOMER@x.co', ' homer@x.co', 'homer@x.com', 'lifted@x.co', '@', '\u0000@x'];
    expect([...(await erased.find(asked, soon()))]).toEqual(['HOMER@x.co', ' homer@x.co']);
  });

  test.each([0, 1, 999, 1_000, 1_001])('are found among %i others', async (others) => {
    const { erasures, erased } = create();
    await erasures.erase('homer@x.co', soon());
    const asked = [...Array.from({ length: others }, (_, index) => `user${index}@x.co`), 'homer@x.co'];
    expect([...(await erased.find(asked, soon()))]).toEqual(['homer@x.co']);
  });
});

test('an answer holds what is known of 1,000 people with the longest addresses', async () => {
  // Of 254 characters, all but one of four bytes.
  const longest = (index: number) => `${'𝒶'.repeat(252)}@${String.fromCodePoint(0x2_0000 + index)}`;
  const known = Array.from({ length: 1_000 }, (_, index) => {
    const email = longest(index);
    return { email, spelling: email, phoneNumber: '1', revision: '1'.repeat(16) };
  });
  await createTestPeople(cloud.database).apply(known, soon());
  const asked = known.map(({ email }) => email);
  expect([...(await createTestErased(cloud.database).find(asked, soon()))]).toEqual([]);
});

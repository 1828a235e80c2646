// Two batches about the same people at once, with a fault at each statement of one of them in turn.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { PersonChange } from '#layers/people/personChange.ts';
import { toRevision } from '#layers/people/revision.ts';
import { atEachCall } from '#tests/support/faultAtCall.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { createTestPeople, emptyDirectory } from '#tests/support/testDirectory.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(() => cloud.stop());

const change = (email: string, phoneNumber: string | null, rank: number): PersonChange => ({
  email,
  spelling: email,
  phoneNumber,
  revision: toRevision({ rank, deleted: phoneNumber === null, source: 'test', id: `${rank}` }),
});

const one = [change('a@x', '1', 1), change('b@x', '1', 1), change('c@x', null, 3), change('d@x', '4', 4)];
const other = [change('d@x', '3', 3), change('c@x', '2', 2), change('b@x', null, 2), change('a@x', '2', 2)];

/** What failed comes again, as a queue delivers it. */
const applyAll = async (
  people: ReturnType<typeof createTestPeople>,
  changes: readonly PersonChange[],
): Promise<void> => {
  const outcomes = await people.apply(changes, soon());
  const failed = changes.filter((_, index) => outcomes[index] instanceof DatabaseError);
  if (failed.length > 0) await applyAll(people, failed);
};

test.each([
  ['one after the other', false],
  ['at once', true],
])(
  'every person has the newest state after two batches %s, whichever statement fails',
  async (_how, atOnce) => {
    const calls = await atEachCall(async (fault) => {
      await emptyDirectory(cloud.connection);
      const lost = new DatabaseError('transient', 'InternalServerErrorException');
      const failing = createTestPeople(fault.wrap(cloud.database, lost));
      const sound = createTestPeople(cloud.database);
      const works = [() => applyAll(failing, one), () => applyAll(sound, other)];
      if (atOnce) await Promise.all(works.map((work) => work()));
      else for (const work of works) await work();
      const [rows] = await cloud.connection.query(
        'SELECT email, phone_number AS phone FROM people ORDER BY revision',
      );
      expect(rows).toEqual([
        { email: 'a@x', phone: '2' },
        { email: null, phone: null },
        { email: null, phone: null },
        { email: 'd@x', phone: '4' },
      ]);
    });
    expect(calls).toBeGreaterThanOrEqual(3);
  },
);

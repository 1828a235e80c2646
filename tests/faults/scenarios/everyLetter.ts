// An address with each character of Unicode: the subject is that of the database's own key.
import type { RowDataPacket } from 'mysql2/promise';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { Subjects } from '#layers/people/directory.ts';
import { toRevision } from '#layers/people/revision.ts';
import { normalizeEmail } from '#layers/people/user.ts';
import { soon } from '#tests/support/testDatabase.ts';
import { createTestPeople, directorySecret } from '#tests/support/testDirectory.ts';
import { newTally, type Tally } from '../tally.ts';
import { createWorld } from '../world.ts';

const perStatement = 1_000;
const isSurrogate = (point: number): boolean => point >= 0xd800 && point <= 0xdfff;

/** Every `step`th code point below `end`. */
export const everyLetter = async (end: number, step = 1): Promise<Tally> => {
  const world = await createWorld({ users: 0 });
  const people = createTestPeople(world.database);
  const tally = newTally();
  const points = Array.from({ length: Math.ceil(end / step) }, (_, index) => index * step).filter(
    (point) => !isSurrogate(point),
  );
  for (let from = 0; from < points.length; from += perStatement) {
    const changes = points.slice(from, from + perStatement).map((point) => {
      const spelling = `a${String.fromCodePoint(point)}@x`;
      const revision = toRevision({ rank: point, deleted: false, source: 'test', id: '1' });
      return { email: normalizeEmail(spelling), spelling, phoneNumber: '1', revision };
    });
    const outcomes = await people.apply(changes, soon());
    const refused = outcomes.filter((outcome) => outcome instanceof DatabaseError).length;
    tally.requests += changes.length;
    tally.right += changes.length - refused;
    tally.wrong += refused;
  }
  tally.injected = tally.requests;

  const subjects = new Subjects(directorySecret);
  const [rows] = await world.connection.query<RowDataPacket[]>(
    'SELECT email_key AS emailKey, subject, email IS NULL AS erased FROM people',
  );
  for (const { emailKey, subject, erased } of rows) {
    // The spelling that was not normalized is erased in favour of the one that is.
    if (!erased && subject !== subjects.of(emailKey)) tally.wrong += 1;
  }
  await world.stop();
  return tally;
};

// Gives the people of an adopted table their subjects, in steps that may be interrupted.
import type { CallContext, Database, ResultRow } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import type { Subjects } from '#layers/people/directory.ts';

/** People per step: their keys, of 1,016 bytes at most, take half of the Data API's 1 MiB. */
const stepSize = 500;

const anyWithoutSubjectSql = 'SELECT user_id AS id FROM people WHERE subject IS NULL LIMIT 1';

// Pages by id and also reads rows that have a subject: filtering them makes MariaDB sort the whole table at each step.
const stepSql = `
  SELECT user_id AS id, IF(subject IS NULL, email_key, NULL) AS emailKey
  FROM people
  WHERE user_id > :after
  ORDER BY user_id
  LIMIT ${stepSize}`;

const giveSubjectsSql = `
  UPDATE people JOIN JSON_TABLE(:given, '$[*]' COLUMNS (
    id BIGINT UNSIGNED PATH '$.id' ERROR ON ERROR,
    subject VARCHAR(43) CHARACTER SET ascii PATH '$.subject' ERROR ON ERROR)) AS given ON people.user_id = given.id
  SET people.subject = given.subject
  WHERE people.subject IS NULL`;

const alreadyGivenSql = `
  SELECT given.id
  FROM JSON_TABLE(:given, '$[*]' COLUMNS (
    id BIGINT UNSIGNED PATH '$.id' ERROR ON ERROR,
    subject VARCHAR(43) CHARACTER SET ascii PATH '$.subject' ERROR ON ERROR)) AS given
  JOIN people ON people.subject = given.subject
  WHERE people.user_id <> given.id
  LIMIT 1`;

const duplicate = 1062;

/**
 * Throws DatabaseError, after which another run goes on where this one ended, and MigrationRefused when a row was added by
 * hand for somebody whom the events know.
 */
export const giveSubjects = async (
  database: Database,
  subjects: Subjects,
  call: CallContext,
): Promise<void> => {
  const give = async (given: string): Promise<void> => {
    try {
      await database.execute(giveSubjectsSql, { given }, call, { idempotent: true });
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.errno !== duplicate) throw error;
      const [row] = await database.query(alreadyGivenSql, { given }, call);
      const detail = `The row with user_id ${row?.id} was added by hand for somebody whom the events know. Delete it.`;
      throw new PublicError('MigrationRefused', { detail, cause: error });
    }
  };

  if ((await database.query(anyWithoutSubjectSql, {}, call)).length === 0) return;
  for (let after: bigint | undefined = 0n; after !== undefined; ) {
    const rows: ResultRow[] = await database.query(stepSql, { after }, call);
    const given = rows.flatMap(({ id, emailKey }) =>
      typeof emailKey === 'string' ? [{ id, subject: subjects.of(emailKey) }] : [],
    );
    if (given.length > 0) await give(JSON.stringify(given));
    const last = rows.at(-1);
    after = last && BigInt(String(last.id));
  }
};

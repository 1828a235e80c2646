// People who are erased for good, over the database port.
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import type { OpenDirectory } from './directory.ts';
import { type KnownPerson, lookUpPeople } from './lookUpPeople.ts';
import { erasedRevision, lowestRevision } from './revision.ts';
import { spellingsOf } from './user.ts';

/** Every method throws DatabaseError, and may be called again after one. */
export interface ErasuresRepository {
  /** What the directory knows of the person, once for each subject that the address's spellings have: four at most. */
  find(email: string, call: CallContext): Promise<KnownPerson[]>;
  /** How many rows hold the person's address and number. */
  countRows(email: string, call: CallContext): Promise<number>;
  /**
   * Removes the person from the directory, and keeps every event and file from bringing them back. Returns how many rows
   * held the person's data.
   */
  erase(email: string, call: CallContext): Promise<number>;
  /** Erases people by their subjects, any number of them. */
  eraseSubjects(subjects: readonly string[], call: CallContext): Promise<void>;
  /** Lifts the erasure: what comes next about the person counts again. Returns whether there was one. */
  allowAgain(email: string, call: CallContext): Promise<boolean>;
}

const maxSubjectsPerStatement = 1_000;

// `revision` comes last, since MySQL assigns from left to right: the time of the first erasure stays.
const eraseSql = `
  INSERT INTO people (subject, email, phone_number, revision, applied_at)
  SELECT erased.subject, NULL, NULL, '${erasedRevision}', UTC_TIMESTAMP(6)
  FROM JSON_TABLE(:subjects, '$[*]' COLUMNS (
    subject VARCHAR(1000) CHARACTER SET ascii PATH '$' ERROR ON ERROR)) AS erased
  ON DUPLICATE KEY UPDATE
    email = NULL,
    phone_number = NULL,
    applied_at = IF(people.revision = '${erasedRevision}', people.applied_at, UTC_TIMESTAMP(6)),
    revision = '${erasedRevision}'`;

const findRowsSql = `
  SELECT user_id AS id FROM people WHERE email_key = LOWER(TRIM(CONVERT(:email USING utf8mb4) COLLATE utf8mb4_bin))`;

// A row that was added by hand has no subject.
const deleteStraySql = `
  DELETE FROM people WHERE email_key = LOWER(TRIM(:email COLLATE utf8mb4_bin)) AND subject IS NULL`;

const allowSql = `
  UPDATE people SET revision = '${lowestRevision}', applied_at = UTC_TIMESTAMP(6)
  WHERE subject = :subject AND revision = '${erasedRevision}'`;

const repeatable = { idempotent: true };

type Options = { database: Database; openDirectory: OpenDirectory };

export const createErasuresRepository = ({ database, openDirectory }: Options): ErasuresRepository => {
  const find: ErasuresRepository['find'] = async (email, call) => {
    const subjects = await openDirectory(call);
    const people = await lookUpPeople(database, subjects, spellingsOf(email), call);
    return [...new Map([...people.values()].map((person) => [person.subject, person])).values()];
  };

  const eraseSubjects: ErasuresRepository['eraseSubjects'] = async (subjects, call) => {
    for (let from = 0; from < subjects.length; from += maxSubjectsPerStatement) {
      const some = JSON.stringify(subjects.slice(from, from + maxSubjectsPerStatement));
      await database.execute(eraseSql, { subjects: some }, call, repeatable);
    }
  };

  return {
    find,
    eraseSubjects,

    async countRows(email, call) {
      const ids = new Set<unknown>();
      for (const spelling of spellingsOf(email)) {
        const rows = await database.query(findRowsSql, { email: spelling }, call);
        for (const { id } of rows) ids.add(id);
      }
      return ids.size;
    },

    async erase(email, call) {
      const people = await find(email, call);
      await eraseSubjects(
        people.map(({ subject }) => subject),
        call,
      );
      let strays = 0;
      for (const spelling of spellingsOf(email)) {
        strays += (await database.execute(deleteStraySql, { email: spelling }, call, repeatable)).updatedRows;
      }
      return people.filter(({ state }) => state === 'present').length + strays;
    },

    async allowAgain(email, call) {
      let lifted = 0;
      for (const { subject } of await find(email, call)) {
        lifted += (await database.execute(allowSql, { subject }, call, repeatable)).updatedRows;
      }
      return lifted > 0;
    },
  };
};

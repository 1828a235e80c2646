// People who get in, change and leave, over the database port: the writing side of the directory.
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { OpenDirectory } from './directory.ts';
import { type KnownPerson, lookUpPeople } from './lookUpPeople.ts';
import { type PersonChange, spellingsOfChange } from './personChange.ts';
import { type ChangeRefusal, type PersonRow, planWrite } from './planWrite.ts';
import { spellingsOf } from './user.ts';

/**
 * `repeated`: an earlier call has applied this very change, and no newer one came. `stale`: the directory, or the same call,
 * has a newer state. ChangeRefusal: it breaks a rule. DatabaseError: it was not applied, and may be when it comes again.
 */
export type ChangeOutcome = 'applied' | 'repeated' | 'stale' | ChangeRefusal | DatabaseError;

export interface PeopleRepository {
  /**
   * Applies changes in whatever order and however often they come, and returns an outcome for each, in their order.
   * Every change is tried or has failed by the call's deadline. Rejects with no DatabaseError.
   */
  apply(changes: readonly PersonChange[], call: CallContext): Promise<ChangeOutcome[]>;
  /** Returns the outcomes that `apply` would have now, and changes nothing. */
  preview(changes: readonly PersonChange[], call: CallContext): Promise<ChangeOutcome[]>;
  /** Returns what is known of the person with this address. Throws DatabaseError. */
  explain(email: string, call: CallContext): Promise<KnownPerson>;
}

/** People per statement: 1,000 take 0.2 MB of JSON, at most 2 of the Data API's 4 MiB. */
export const maxChangesPerStatement = 1_000;

// A newer state replaces an older one, whatever arrives first. `revision` comes last, since MySQL assigns from left to right
// and the other columns compare with the old one. The columns of JSON_TABLE are wider than the table's: MariaDB would cut
// a longer value off without a word, and MySQL would make it NULL, which is a tombstone.
const upsertSql = `
  INSERT INTO people (subject, email, phone_number, revision, applied_at)
  SELECT new.subject, new.email, new.phone, new.revision, UTC_TIMESTAMP(6)
  FROM JSON_TABLE(:people, '$[*]' COLUMNS (
    subject VARCHAR(1000) CHARACTER SET ascii PATH '$.subject' ERROR ON ERROR,
    email VARCHAR(1000) CHARACTER SET utf8mb4 PATH '$.email' ERROR ON ERROR,
    phone VARCHAR(1000) CHARACTER SET utf8mb4 PATH '$.phone' ERROR ON ERROR,
    revision VARCHAR(1000) CHARACTER SET ascii PATH '$.revision' ERROR ON ERROR)) AS new
  ON DUPLICATE KEY UPDATE
    email = IF(CAST(new.revision AS BINARY) > CAST(people.revision AS BINARY), new.email, people.email),
    phone_number = IF(CAST(new.revision AS BINARY) > CAST(people.revision AS BINARY), new.phone, people.phone_number),
    applied_at = IF(CAST(new.revision AS BINARY) > CAST(people.revision AS BINARY), UTC_TIMESTAMP(6), people.applied_at),
    subject = new.subject,
    revision = IF(CAST(new.revision AS BINARY) > CAST(people.revision AS BINARY), new.revision, people.revision)`;

// What a single bad row makes of the whole statement: https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html
// and, for 4178, https://mariadb.com/kb/en/mariadb-error-code-reference/
const dataErrnos = new Set([
  1048 /* null */, 1062 /* duplicate */, 1366 /* character set */, 1406 /* too long */, 3141 /* bad JSON */,
  3666 /* not a scalar */, 4178 /* not a scalar, MariaDB */,
]);

/** Whether the database refused the values of a change, and would refuse them again. */
export const isOfData = ({ errno = 0 }: DatabaseError): boolean => dataErrnos.has(errno);

/** Whether half of the changes may succeed where all of them failed. */
const isDivisible = (error: DatabaseError): boolean => error.kind === 'resultTooLarge' || isOfData(error);

type Options = { database: Database; openDirectory: OpenDirectory };

/** Decides about changes of one statement, and returns an outcome for each. */
type Step = (
  changes: readonly PersonChange[],
  call: CallContext,
) => Promise<{ rows: PersonRow[]; outcomes: ChangeOutcome[] }>;

export const createPeopleRepository = ({ database, openDirectory }: Options): PeopleRepository => {
  const plan: Step = async (changes, call) => {
    const subjects = await openDirectory(call);
    const spellings = new Set(changes.flatMap(spellingsOfChange));
    const { rows, outcomeOf } = planWrite(
      changes,
      await lookUpPeople(database, subjects, [...spellings], call),
    );
    return { rows, outcomes: changes.map(outcomeOf) };
  };

  const write: Step = async (changes, call) => {
    const planned = await plan(changes, call);
    if (planned.rows.length > 0) {
      const people = JSON.stringify(planned.rows);
      await database.execute(upsertSql, { people }, call, { idempotent: true });
    }
    return planned;
  };

  /** Halves down to the bad change, which alone fails. */
  const divide = async (
    step: Step,
    changes: readonly PersonChange[],
    call: CallContext,
  ): Promise<ChangeOutcome[]> => {
    try {
      return (await step(changes, call)).outcomes;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (changes.length === 1 || !isDivisible(error)) return changes.map(() => error);
      const middle = Math.ceil(changes.length / 2);
      return [
        ...(await divide(step, changes.slice(0, middle), call)),
        ...(await divide(step, changes.slice(middle), call)),
      ];
    }
  };

  const inStatements =
    (step: Step) =>
    async (changes: readonly PersonChange[], call: CallContext): Promise<ChangeOutcome[]> => {
      const outcomes: ChangeOutcome[] = [];
      for (let from = 0; from < changes.length; from += maxChangesPerStatement) {
        outcomes.push(...(await divide(step, changes.slice(from, from + maxChangesPerStatement), call)));
      }
      return outcomes;
    };

  return {
    apply: inStatements(write),
    preview: inStatements(plan),

    async explain(email, call) {
      const subjects = await openDirectory(call);
      const people = [...(await lookUpPeople(database, subjects, spellingsOf(email), call)).values()];
      const [unknown] = people as [KnownPerson];
      return (
        people.find(({ state }) => state === 'present') ??
        people.find(({ revision }) => revision !== undefined) ??
        unknown
      );
    },
  };
};

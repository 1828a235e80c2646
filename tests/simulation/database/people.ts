// The model of the statements that change people.
import {
  atomically,
  dayMs,
  erased,
  isListed,
  newer,
  remove,
  type SentPerson,
  sum,
  upsertRow,
} from './peopleRows.ts';
import { fold, keyOf, type ModelledStatement, numberOf, type PersonRecord, textOf } from './tables.ts';

export const peopleStatements: readonly ModelledStatement[] = [
  {
    name: 'upsert',
    sql: `INSERT INTO people (subject, email, phone_number, revision, applied_at)
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
        revision = IF(CAST(new.revision AS BINARY) > CAST(people.revision AS BINARY), new.revision, people.revision)`,
    run: (tables, given, nowMs) =>
      atomically(tables, () =>
        sum(
          (JSON.parse(textOf(given, 'people')) as SentPerson[]).map((row) =>
            upsertRow(tables, row, nowMs, newer(row, nowMs)),
          ),
        ),
      ),
  },
  {
    name: 'erase',
    sql: `INSERT INTO people (subject, email, phone_number, revision, applied_at)
      SELECT erased.subject, NULL, NULL, 'erased', UTC_TIMESTAMP(6)
      FROM JSON_TABLE(:subjects, '$[*]' COLUMNS (
        subject VARCHAR(1000) CHARACTER SET ascii PATH '$' ERROR ON ERROR)) AS erased
      ON DUPLICATE KEY UPDATE
        email = NULL,
        phone_number = NULL,
        applied_at = IF(people.revision = 'erased', people.applied_at, UTC_TIMESTAMP(6)),
        revision = 'erased'`,
    run: (tables, given, nowMs) =>
      sum(
        (JSON.parse(textOf(given, 'subjects')) as string[]).map((subject) =>
          upsertRow(tables, { subject, email: null, phone: null, revision: 'erased' }, nowMs, erased(nowMs)),
        ),
      ),
  },
  {
    name: 'deleteStray',
    sql: `DELETE FROM people WHERE email_key = LOWER(TRIM(:email COLLATE utf8mb4_bin)) AND subject IS NULL`,
    run: (tables, given) =>
      remove(tables, (person) => person.subject === null && keyOf(person) === fold(textOf(given, 'email'))),
  },
  {
    name: 'allowAgain',
    sql: `UPDATE people SET revision = '', applied_at = UTC_TIMESTAMP(6) WHERE subject = :subject AND revision = 'erased'`,
    run({ people }, given, nowMs) {
      const found = people.filter(
        ({ subject, revision }) => subject === given.subject && revision === 'erased',
      );
      for (const person of found) Object.assign(person, { revision: '', appliedMs: nowMs });
      return found.length;
    },
  },
  {
    name: 'deleteTombstones',
    sql: `DELETE FROM people
      WHERE listed = 0 AND revision <> 'erased' AND applied_at < UTC_TIMESTAMP(6) - INTERVAL :days DAY
      ORDER BY user_id LIMIT 1000`,
    run(tables, given, nowMs) {
      const beforeMs = nowMs - numberOf(given, 'days') * dayMs;
      const isOld = ({ appliedMs }: PersonRecord) => appliedMs !== null && appliedMs < beforeMs;
      return remove(tables, (one) => !isListed(one) && one.revision !== 'erased' && isOld(one), 1_000);
    },
  },
];

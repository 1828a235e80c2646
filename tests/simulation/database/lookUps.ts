// The model of the statements that read people.
import { type AskedPerson, isListed, stateOf } from './peopleRows.ts';
import { fold, keyOf, type ModelledStatement, numberOf, textOf, toDateTime } from './tables.ts';

export const lookUpStatements: readonly ModelledStatement[] = [
  {
    name: 'lookUp',
    sql: `SELECT LOWER(TRIM(asked.email COLLATE utf8mb4_bin)) AS emailKey, people.revision, people.applied_at AS appliedAt,
      IF(CAST(people.email AS BINARY) = CAST(asked.email AS BINARY), 1, 0) AS isShown,
      CASE WHEN people.listed = 1 THEN 'present' WHEN people.revision = 'erased' THEN 'erased'
        WHEN people.listed = 0 THEN 'deleted' ELSE 'unknown' END AS state
      FROM JSON_TABLE(:asked, '$[*]' COLUMNS (
        place FOR ORDINALITY,
        email VARCHAR(1000) CHARACTER SET utf8mb4 PATH '$.email' ERROR ON ERROR,
        subject VARCHAR(43) CHARACTER SET ascii PATH '$.subject' ERROR ON ERROR)) AS asked
      LEFT JOIN people ON people.subject = asked.subject
      ORDER BY asked.place`,
    run: ({ people }, given) =>
      (JSON.parse(textOf(given, 'asked')) as AskedPerson[]).map(({ email, subject }) => {
        const person = people.find((one) => one.subject === subject);
        return {
          emailKey: fold(email),
          revision: person?.revision ?? null,
          appliedAt: person?.appliedMs == null ? null : toDateTime(person.appliedMs),
          isShown: person?.email === email ? '1' : '0',
          state: stateOf(person),
        };
      }),
  },
  {
    name: 'findRows',
    sql: `SELECT user_id AS id FROM people WHERE email_key = LOWER(TRIM(CONVERT(:email USING utf8mb4) COLLATE utf8mb4_bin))`,
    run: ({ people }, given) =>
      people
        .filter((person) => keyOf(person) === fold(textOf(given, 'email')))
        .map(({ id }) => ({ id: String(id) })),
  },
  {
    name: 'getUsers',
    sql: `SELECT user_id AS id, email, phone_number AS phoneNumber FROM directory WHERE user_id > :after ORDER BY user_id LIMIT :limit`,
    run: ({ people }, given) =>
      people
        .filter((person) => isListed(person) && person.id > numberOf(given, 'after'))
        .sort((a, b) => a.id - b.id)
        .slice(0, numberOf(given, 'limit'))
        .map(({ id, email, phone }) => ({ id: String(id), email, phoneNumber: phone })),
  },
  {
    name: 'findByEmail',
    sql: `SELECT email, phone_number AS phoneNumber FROM directory
      WHERE email_key = LOWER(TRIM(CONVERT(:email USING utf8mb4) COLLATE utf8mb4_bin))`,
    run: ({ people }, given) =>
      people
        .filter((person) => keyOf(person) === fold(textOf(given, 'email')))
        .map(({ email, phone }) => ({ email, phoneNumber: phone })),
  },
];

// The model of the statements that prepare a migrated database for events.
import { addNew, keyOf, type ModelledStatement, numberOf, textOf } from './tables.ts';

type GivenSubject = { id: string; subject: string };

export const preparationStatements: readonly ModelledStatement[] = [
  {
    name: 'readSettings',
    sql: 'SELECT name, value FROM directory_settings',
    run: ({ settings }) => [...settings].map(([name, value]) => ({ name, value })),
  },
  {
    name: 'settleSettings',
    sql: `INSERT IGNORE INTO directory_settings (name, value) VALUES ('order', :order), ('secretCheck', :secretCheck)`,
    run: ({ settings }, given) =>
      addNew(settings, 'order', textOf(given, 'order')) +
      addNew(settings, 'secretCheck', textOf(given, 'secretCheck')),
  },
  {
    name: 'completeSubjects',
    sql: `INSERT IGNORE INTO directory_settings (name, value) VALUES ('subjects', 'complete')`,
    run: ({ settings }) => addNew(settings, 'subjects', 'complete'),
  },
  {
    name: 'findBlank',
    sql: `SELECT user_id AS id FROM people WHERE email_key = ''`,
    run: ({ people }) =>
      people.filter((person) => keyOf(person) === '').map(({ id }) => ({ id: String(id) })),
  },
  {
    name: 'findWithoutSubject',
    sql: 'SELECT user_id AS id FROM people WHERE subject IS NULL LIMIT 1',
    run: ({ people }) =>
      people
        .filter(({ subject }) => subject === null)
        .map(({ id }) => ({ id: String(id) }))
        .slice(0, 1),
  },
  {
    name: 'readKeys',
    sql: `SELECT user_id AS id, IF(subject IS NULL, email_key, NULL) AS emailKey
      FROM people WHERE user_id > :after ORDER BY user_id LIMIT 500`,
    run: ({ people }, given) =>
      people
        .filter(({ id }) => id > numberOf(given, 'after'))
        .sort((a, b) => a.id - b.id)
        .slice(0, 500)
        .map((person) => ({
          id: String(person.id),
          emailKey: person.subject === null ? keyOf(person) : null,
        })),
  },
  {
    name: 'giveSubjects',
    sql: `UPDATE people JOIN JSON_TABLE(:given, '$[*]' COLUMNS (
      id BIGINT UNSIGNED PATH '$.id' ERROR ON ERROR,
      subject VARCHAR(43) CHARACTER SET ascii PATH '$.subject' ERROR ON ERROR)) AS given ON people.user_id = given.id
      SET people.subject = given.subject WHERE people.subject IS NULL`,
    run({ people }, given) {
      const subjects = new Map(
        (JSON.parse(textOf(given, 'given')) as GivenSubject[]).map(({ id, subject }) => [
          Number(id),
          subject,
        ]),
      );
      const changed = people.filter(({ id, subject }) => subject === null && subjects.has(id));
      for (const person of changed) person.subject = subjects.get(person.id) ?? null;
      return changed.length;
    },
  },
];

// Looks people up by their addresses, whether they are listed, deleted or unknown.
import type { CallContext, Database, ResultRow } from '#layers/aws/dataApi/database.ts';
import type { Subjects } from './directory.ts';
import { erasedRevision } from './revision.ts';

export type KnownPerson = {
  subject: string;
  /** Undefined when the directory has never known the person. */
  revision: string | undefined;
  state: 'present' | 'deleted' | 'erased' | 'unknown';
  /** Whether the directory shows the person by the very address that was looked up, letter case and all. */
  isShown: boolean;
  /** UTC, `YYYY-MM-DD HH:MM:SS.ffffff`; undefined when no event was applied. */
  appliedAt: string | undefined;
};

// The database alone folds an address, as in the column email_key: JavaScript's toLowerCase differs on 794 characters, and
// with two rules a deletion could miss its person.
const lookUpSql = `
  SELECT LOWER(TRIM(asked.email COLLATE utf8mb4_bin)) AS emailKey, people.revision, people.applied_at AS appliedAt,
    IF(CAST(people.email AS BINARY) = CAST(asked.email AS BINARY), 1, 0) AS isShown,
    CASE WHEN people.listed = 1 THEN 'present' WHEN people.revision = '${erasedRevision}' THEN 'erased'
      WHEN people.listed = 0 THEN 'deleted' ELSE 'unknown' END AS state
  FROM JSON_TABLE(:asked, '$[*]' COLUMNS (
    place FOR ORDINALITY,
    email VARCHAR(1000) CHARACTER SET utf8mb4 PATH '$.email' ERROR ON ERROR,
    subject VARCHAR(43) CHARACTER SET ascii PATH '$.subject' ERROR ON ERROR)) AS asked
  LEFT JOIN people ON people.subject = asked.subject
  ORDER BY asked.place`;

/** Right for nearly every address; the database says for which it is not. */
const guessKey = (email: string): string => email.trim().toLowerCase();

/** Somebody of whom the directory knows nothing. */
export const unknownPerson = (subject: string): KnownPerson => ({
  subject,
  revision: undefined,
  state: 'unknown',
  isShown: false,
  appliedAt: undefined,
});

const toKnownPerson = ({ revision, state, isShown, appliedAt }: ResultRow, subject: string): KnownPerson => {
  if (state === 'unknown') return unknownPerson(subject);
  if (typeof revision === 'string' && (state === 'present' || state === 'deleted' || state === 'erased'))
    return {
      subject,
      revision,
      state,
      isShown: isShown === '1',
      appliedAt: typeof appliedAt === 'string' ? appliedAt : undefined,
    };
  throw new TypeError('A row of people lacks its revision.');
};

/** What is known of the longest addresses, 1,016 bytes each, has room in the 1 MiB of a Data API answer. */
const maxAddressesPerStatement = 950;

/**
 * Returns what is known of each address, by one statement for 950 of them, or two where the database folds an address in
 * another way than was guessed: a subject comes from the database's key alone.
 */
export const lookUpPeople = async (
  database: Database,
  subjects: Subjects,
  emails: readonly string[],
  call: CallContext,
): Promise<Map<string, KnownPerson>> => {
  const people = new Map<string, KnownPerson>();
  const ask = async (keys: ReadonlyMap<string, string>): Promise<void> => {
    const asked = [...keys].map(([email, key]) => ({ email, subject: subjects.of(key) }));
    const rows = await database.query(lookUpSql, { asked: JSON.stringify(asked) }, call);
    const folded = new Map<string, string>();
    asked.forEach(({ email, subject }, index) => {
      const row = rows[index];
      if (typeof row?.emailKey !== 'string') throw new TypeError('The database did not fold an address.');
      if (row.emailKey === keys.get(email)) people.set(email, toKnownPerson(row, subject));
      else folded.set(email, row.emailKey);
    });
    if (folded.size > 0) await ask(folded);
  };
  for (let from = 0; from < emails.length; from += maxAddressesPerStatement) {
    const some = emails.slice(from, from + maxAddressesPerStatement);
    await ask(new Map(some.map((email) => [email, guessKey(email)])));
  }
  return people;
};

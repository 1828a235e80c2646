// The rows of people as the model of the database changes them.
import { fold, keyOf, MysqlError, type PersonRecord, type Tables } from './tables.ts';

const duplicate = 1062;

export const isListed = ({ email }: PersonRecord): boolean => email !== null;

export const stateOf = (person: PersonRecord | undefined): string => {
  if (!person) return 'unknown';
  if (isListed(person)) return 'present';
  return person.revision === 'erased' ? 'erased' : 'deleted';
};

type Found = Pick<PersonRecord, 'subject' | 'email' | 'phone' | 'revision'>;

/** The row that a new one collides with, by the unique keys in the order in which they were made. */
const findDuplicate = ({ people }: Tables, row: Found): PersonRecord | undefined => {
  const key = row.email === null ? null : fold(row.email);
  const sameKey = key === null ? undefined : people.find((person) => keyOf(person) === key);
  return sameKey ?? people.find(({ subject }) => subject === row.subject);
};

/** Throws MysqlError, as the whole statement does. */
export const upsertRow = (
  tables: Tables,
  row: Found,
  nowMs: number,
  update: (person: PersonRecord) => PersonRecord,
): number => {
  const person = findDuplicate(tables, row);
  // InnoDB keeps the numbers that a statement has reserved; ours tell nobody how many.
  if (!person) {
    tables.people.push({ ...row, id: tables.nextId++, appliedMs: nowMs });
    return 1;
  }
  const updated = update(person);
  const others = tables.people.filter((other) => other !== person);
  const collides = others.some(
    (other) =>
      other.subject === updated.subject || (keyOf(other) !== null && keyOf(other) === keyOf(updated)),
  );
  if (collides) throw new MysqlError(duplicate);
  const isChanged = JSON.stringify(updated) !== JSON.stringify(person);
  Object.assign(person, updated);
  return isChanged ? 2 : 0;
};

/** One statement changes all rows, or none. */
export const atomically = (tables: Tables, work: () => number): number => {
  const before = tables.people.map((person) => ({ ...person }));
  try {
    return work();
  } catch (error) {
    tables.people = before;
    throw error;
  }
};

export type SentPerson = { subject: string; email: string | null; phone: string | null; revision: string };
export type AskedPerson = { email: string; subject: string };

export const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export const newer = (row: SentPerson, nowMs: number) => (person: PersonRecord) => ({
  ...person,
  subject: row.subject,
  ...(row.revision > person.revision && {
    email: row.email,
    phone: row.phone,
    appliedMs: nowMs,
    revision: row.revision,
  }),
});

export const erased = (nowMs: number) => (person: PersonRecord) => ({
  ...person,
  email: null,
  phone: null,
  appliedMs: person.revision === 'erased' ? person.appliedMs : nowMs,
  revision: 'erased',
});

export const remove = (
  tables: Tables,
  isGone: (person: PersonRecord) => boolean,
  limit = Number.POSITIVE_INFINITY,
) => {
  const gone = new Set(tables.people.filter(isGone).slice(0, limit));
  tables.people = tables.people.filter((person) => !gone.has(person));
  return gone.size;
};

export const dayMs = 24 * 3_600_000;

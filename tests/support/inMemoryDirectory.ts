// A directory without a database: both repositories, which keep the contracts of the real ones.
import type { ErasedPeople } from '#layers/people/erasedPeople.ts';
import type { ErasuresRepository } from '#layers/people/erasuresRepository.ts';
import { type KnownPerson, unknownPerson } from '#layers/people/lookUpPeople.ts';
import type { PeopleRepository } from '#layers/people/peopleRepository.ts';
import { type PersonChange, spellingsOfChange } from '#layers/people/personChange.ts';
import { type PersonRow, planWrite } from '#layers/people/planWrite.ts';
import { erasedRevision, lowestRevision } from '#layers/people/revision.ts';
import { spellingsOf, type User } from '#layers/people/user.ts';
import type { UsersRepository } from '#layers/people/usersRepository.ts';

export type InMemoryDirectory = {
  users: UsersRepository;
  people: PeopleRepository;
  erasures: ErasuresRepository;
  erased: ErasedPeople;
};

/** Letters that utf8mb4_bin folds in another way than JavaScript. */
const oddLetters: Readonly<Record<string, string>> = { İ: 'i', ẞ: 'ẞ' };

/** LOWER folds letter by letter, without a look at the next (Σ), and none beyond the Basic Multilingual Plane. */
const foldLetter = (letter: string): string =>
  oddLetters[letter] ?? (letter.length === 1 ? letter.toLowerCase() : letter);

/** TRIM takes off spaces, and no other white space. */
const fold = (email: string): string => [...email.replace(/^ +| +$/g, '')].map(foldLetter).join('');

const isPresent = ({ email }: PersonRow): boolean => email !== null;
const toUser = ({ email, phone }: PersonRow): User => ({
  email: email as string,
  phoneNumber: phone as string,
});

/** `users` are there before the first event, in this order. */
export const createInMemoryDirectory = (users: readonly User[]): InMemoryDirectory => {
  const rows: PersonRow[] = users.map(({ email, phoneNumber }) => ({
    subject: fold(email),
    email,
    phone: phoneNumber,
    revision: lowestRevision,
  }));

  const know = (email: string): KnownPerson => {
    const subject = fold(email);
    const row = rows.find((other) => other.subject === subject);
    if (!row) return unknownPerson(subject);
    const state = isPresent(row) ? 'present' : row.revision === erasedRevision ? 'erased' : 'deleted';
    return { subject, revision: row.revision, state, isShown: row.email === email, appliedAt: undefined };
  };

  const find = (email: string): KnownPerson[] => [
    ...new Map(spellingsOf(email).map((spelling) => [fold(spelling), know(spelling)])).values(),
  ];

  const put = (row: PersonRow): void => {
    const index = rows.findIndex(({ subject }) => subject === row.subject);
    if (index === -1) rows.push(row);
    else rows[index] = row;
  };

  const planFor = (changes: readonly PersonChange[]) => {
    const spellings = changes.flatMap(spellingsOfChange);
    return planWrite(changes, new Map(spellings.map((email) => [email, know(email)])));
  };

  const eraseSubjects = async (subjects: readonly string[]) => {
    for (const subject of subjects) put({ subject, email: null, phone: null, revision: erasedRevision });
  };

  return {
    erased: {
      find: async (emails) =>
        new Set(emails.filter((email) => find(email).some(({ state }) => state === 'erased'))),
    },
    erasures: {
      find: async (email) => find(email),
      eraseSubjects,
      countRows: async (email) => find(email).filter(({ state }) => state === 'present').length,
      async erase(email) {
        const people = find(email);
        await eraseSubjects(people.map(({ subject }) => subject));
        return people.filter(({ state }) => state === 'present').length;
      },
      async allowAgain(email) {
        const erased = find(email).filter(({ state }) => state === 'erased');
        for (const { subject } of erased)
          put({ subject, email: null, phone: null, revision: lowestRevision });
        return erased.length > 0;
      },
    },
    users: {
      async getUsers({ limit, after = 0n }) {
        const listed = rows
          .map((row, index) => ({ row, id: BigInt(index + 1) }))
          .filter(({ row }) => isPresent(row));
        const following = listed.filter(({ id }) => id > after);
        const page = following.slice(0, limit);
        const found = page.map(({ row }) => toUser(row));
        const last = page.at(-1);
        return following.length > limit && last ? { users: found, next: last.id } : { users: found };
      },
      async findByEmail(email) {
        const row = spellingsOf(email)
          .map((spelling) =>
            rows.find((other) => isPresent(other) && fold(other.email as string) === fold(spelling)),
          )
          .find((other) => other !== undefined);
        return row && toUser(row);
      },
    },
    people: {
      async apply(changes) {
        const { rows: planned, outcomeOf } = planFor(changes);
        const outcomes = changes.map(outcomeOf);
        planned.forEach(put);
        return outcomes;
      },
      preview: async (changes) => changes.map(planFor(changes).outcomeOf),
      async explain(email) {
        const people = spellingsOf(email).map(know);
        const [first] = people as [KnownPerson];
        return (
          people.find(({ state }) => state === 'present') ??
          people.find(({ revision }) => revision !== undefined) ??
          first
        );
      },
    },
  };
};

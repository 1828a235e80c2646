// Decides which rows to write for changes of people, given what is known of these people.
import type { KnownPerson } from './lookUpPeople.ts';
import type { PersonChange } from './peopleRepository.ts';

/** A row of people; without e-mail address and phone number it is a tombstone. */
export type PersonRow = { subject: string; email: string | null; phone: string | null; revision: string };

export type WritePlan = {
  rows: PersonRow[];
  /**
   * `applied`: the change is its person's newest, and newer than the directory's state. `repeated`: it is that state.
   * `stale`: the directory, or these changes, have a newer one.
   */
  outcomeOf(change: PersonChange): 'applied' | 'repeated' | 'stale';
};

type People = ReadonlyMap<string, KnownPerson>;

/** Throws TypeError when the address was not looked up. */
const personAt = (people: People, email: string): KnownPerson => {
  const person = people.get(email);
  if (!person) throw new TypeError('An address was not looked up.');
  return person;
};

/** By subject, in order of arrival: sorted by subject, the ids of new people, and so /users, would be in random order. */
const findNewest = (changes: readonly PersonChange[], people: People): Map<string, PersonChange> => {
  const newest = new Map<string, PersonChange>();
  for (const change of changes) {
    const { subject, revision } = personAt(people, change.email);
    const known = newest.get(subject)?.revision ?? revision;
    if (known === undefined || change.revision > known) newest.set(subject, change);
  }
  return newest;
};

const toRow = (
  subject: string,
  { email, phoneNumber, revision }: Pick<PersonChange, 'email' | 'phoneNumber' | 'revision'>,
): PersonRow => ({ subject, email: phoneNumber === null ? null : email, phone: phoneNumber, revision });

/**
 * A person of an adopted table whose address is spelled in another form than it would get in: erased, since the change is
 * about the same person and puts them, or their tombstone, under the normal form.
 */
const findMisspelled = (changes: readonly PersonChange[], people: People): PersonRow[] =>
  changes.flatMap((change) => {
    const { subject, state } = personAt(people, change.spelling);
    if (state !== 'present' || subject === personAt(people, change.email).subject) return [];
    return [toRow(subject, { ...change, phoneNumber: null })];
  });

/** `people` must hold every `email` and `spelling` of the changes. */
export const planWrite = (changes: readonly PersonChange[], people: People): WritePlan => {
  const newest = findNewest(changes, people);
  const applied = new Set(newest.values());
  const rows = [...newest].map(([subject, change]) => toRow(subject, change));
  return {
    rows: [...findMisspelled(changes, people), ...rows],
    outcomeOf: (change) => {
      if (applied.has(change)) return 'applied';
      return personAt(people, change.email).revision === change.revision ? 'repeated' : 'stale';
    },
  };
};

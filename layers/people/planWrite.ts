// Decides which rows to write for changes of people, given what is known of these people.
import type { KnownPerson } from './lookUpPeople.ts';
import {
  type BrokenRules,
  isLookalike,
  keptSpellingsOf,
  type PersonChange,
  spellingsOfChange,
} from './personChange.ts';

/** A row of people; without e-mail address and phone number it is a tombstone. */
export type PersonRow = { subject: string; email: string | null; phone: string | null; revision: string };

/** The rules for which a change is not applied, nor ever will be while the person is unknown. */
export class ChangeRefusal {
  readonly broken: BrokenRules;

  constructor(broken: BrokenRules) {
    this.broken = broken;
  }
}

export type WritePlan = {
  rows: PersonRow[];
  /**
   * `applied`: the change is its person's newest, and newer than the directory's state. `repeated`: it is that state.
   * `stale`: the directory, or these changes, have a newer one.
   */
  outcomeOf(change: PersonChange): 'applied' | 'repeated' | 'stale' | ChangeRefusal;
};

type People = ReadonlyMap<string, KnownPerson>;

/** Throws TypeError when the address was not looked up. */
const personAt = (people: People, email: string): KnownPerson => {
  const person = people.get(email);
  if (!person) throw new TypeError('An address was not looked up.');
  return person;
};

const isKnown = ({ revision }: KnownPerson): boolean => revision !== undefined;

/** A broken rule for addresses keeps out who is unknown, and lets who is there be changed and deleted. */
const findRefusal = (change: PersonChange, people: People): ChangeRefusal | undefined => {
  const { email, phoneNumber } = change.broken ?? {};
  const spelled = email === undefined ? [] : spellingsOfChange(change).map((text) => personAt(people, text));
  const isUnknown =
    email !== undefined &&
    !spelled.some((person) => (isLookalike(change) ? person.isShown : isKnown(person)));
  if (!isUnknown && phoneNumber === undefined) return undefined;
  return new ChangeRefusal({ ...(isUnknown && { email }), ...(phoneNumber && { phoneNumber }) });
};

/** A change with what the directory knows of its person. */
type Candidate = {
  change: PersonChange;
  /** Under every spelling, once each. */
  known: KnownPerson[];
  /** The newest state among these; undefined when nobody is known. */
  greatest: string | undefined;
  /** The subject under which the person stays. */
  subject: string;
};

const greatestOf = (revisions: readonly (string | undefined)[]): string | undefined =>
  revisions.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);

const toCandidate = (change: PersonChange, people: People): Candidate => {
  const kept = keptSpellingsOf(change).map((spelling) => personAt(people, spelling));
  const spelled = spellingsOfChange(change).map((spelling) => personAt(people, spelling));
  const known = [...new Map(spelled.filter(isKnown).map((person) => [person.subject, person])).values()];
  // Whoever is known keeps the subject, since an erasure is remembered by it alone.
  const { subject } = kept.find(isKnown) ?? (kept[0] as KnownPerson);
  return { change, subject, known, greatest: greatestOf(known.map(({ revision }) => revision)) };
};

/** The newest change of each subject, in order of arrival: sorted by subject, the ids of new people, and so /users, would be in random order. */
const findNewest = (candidates: readonly Candidate[]): Map<string, PersonChange> => {
  const newest = new Map<string, PersonChange>();
  for (const { change, subject, greatest } of candidates) {
    const known = greatestOf([newest.get(subject)?.revision, greatest]);
    if (known === undefined || change.revision > known) newest.set(subject, change);
  }
  return newest;
};

const toRow = (subject: string, { email, phoneNumber, revision }: PersonChange): PersonRow => ({
  subject,
  email: phoneNumber === null ? null : email,
  phone: phoneNumber,
  revision,
});

/**
 * Tombstones for whoever is present under another spelling than the one that stays: it is the same person. That is the
 * subject of the change, or, when the change is stale, of the newest state.
 */
const findOthers = (candidates: readonly Candidate[]): PersonRow[] =>
  candidates.flatMap(({ change, subject, known, greatest = '' }) => {
    const newest = known.filter(({ revision }) => revision === greatest);
    const isStale = change.revision <= greatest && !newest.some((person) => person.subject === subject);
    const kept = isStale ? (newest[0]?.subject ?? subject) : subject;
    const revision = change.revision > greatest ? change.revision : greatest;
    return known
      .filter((person) => person.state === 'present' && person.subject !== kept)
      .map((person) => ({ subject: person.subject, email: null, phone: null, revision }));
  });

/** `people` must hold all spellings of the changes. */
export const planWrite = (changes: readonly PersonChange[], people: People): WritePlan => {
  const refusals = new Map(changes.map((change) => [change, findRefusal(change, people)]));
  const candidates = changes
    .filter((change) => !refusals.get(change))
    .map((change) => toCandidate(change, people));
  const newest = findNewest(candidates);
  const applied = new Set(newest.values());
  const repeated = new Set(
    candidates.flatMap(({ change, greatest }) => (change.revision === greatest ? [change] : [])),
  );
  const rows = [...newest].map(([subject, change]) => toRow(subject, change));
  return {
    rows: [...findOthers(candidates), ...rows],
    outcomeOf: (change) =>
      refusals.get(change) ?? (applied.has(change) ? 'applied' : repeated.has(change) ? 'repeated' : 'stale'),
  };
};

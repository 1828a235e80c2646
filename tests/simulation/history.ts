// What senders have told the service, and what it may therefore hold: the oracle of a simulation.

/** A state of a person that somebody sent. */
export type SentChange = {
  email: string;
  /** Null when the person leaves. */
  phone: string | null;
  /** The time that orders it. */
  rank: number;
  /** Among states of one time: an upsert by an event, then a row of a file, then a deletion by an event. */
  place: 0 | 1 | 2;
  /** The upload that has it; absent for an event. */
  upload?: SentUpload;
  /** Within one upload the later row is newer. */
  line?: number;
};

export type SentUpload = {
  key: string;
  job: string;
  uploadedMs: number;
  isDryRun: boolean;
  validRows: number;
  badRows: number;
};

export const keyOfEmail = (email: string): string => email.toLowerCase();

/** Positive when the first is newer; 0 for changes of which nobody can tell, and which may both be the newest. */
export const compareChanges = (one: SentChange, other: SentChange): number =>
  one.rank - other.rank ||
  one.place - other.place ||
  (one.upload === other.upload ? (one.line ?? 0) - (other.line ?? 0) : 0);

/** The text of an object as its words: addresses among them. */
export const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().split(/[^\w.@-]+/));

export class History {
  readonly changes: SentChange[] = [];
  readonly uploads: SentUpload[] = [];
  /** Bodies of the events that were sent, valid ones, in the order of the archive. */
  readonly archive: string[] = [];
  /** People who are erased, with a complete certificate, until the erasure is lifted. */
  readonly certified = new Set<string>();
  /** People whose erasure was asked for, and not lifted since. */
  readonly erased = new Set<string>();
  /** People whose erasure was ever lifted. */
  readonly lifted = new Set<string>();
  /** Migrations that run, or of which a call may still land. */
  migrations = 0;
  /** Erasures that are being lifted. */
  lifts = 0;
  readonly problems = new Set<string>();
  /** After a restore nothing of files is sure: their senders send them again. */
  isRestored = false;
  #phones = 0;

  /** A number that no other change has. */
  newPhone(): string {
    return `+4930${100_000 + this.#phones++}`;
  }

  problem(text: string): void {
    this.problems.add(text);
  }

  /**
   * The changes that may be the newest of the person: those that must have been applied, and newer ones that may have been.
   * `undefined` among them: nobody may be listed.
   */
  newestOf(key: string, isSure: (change: SentChange) => boolean): (SentChange | undefined)[] {
    const all = this.changes.filter(({ email }) => keyOfEmail(email) === key);
    const sure = all.filter(isSure);
    const newest = sure.filter((change) => !sure.some((other) => compareChanges(other, change) > 0));
    const [first] = newest;
    const may = all.filter((change) => !isSure(change) && (!first || compareChanges(change, first) >= 0));
    return [...(newest.length > 0 ? newest : [undefined]), ...may];
  }

  /** The change that a row shows; undefined when nobody sent it. */
  findShown(email: string, phone: string): SentChange | undefined {
    return this.changes.find((change) => change.email === email && change.phone === phone);
  }

  /** Tells of an object that the service wrote though it holds somebody who was certified as erased. */
  checkWritten(key: string, text: string): void {
    if (!/^(?:exports|rejects|results|certificates|erasures)\//.test(key) || this.certified.size === 0)
      return;
    const words = wordsOf(text);
    for (const email of this.certified)
      if (words.has(email)) this.problem(`${key} was written with ${email} after the certificate`);
  }
}

// Who of many people is erased for good, over the database port.
import type { CallContext, Database } from '#layers/aws/dataApi/database.ts';
import type { OpenDirectory } from './directory.ts';
import { lookUpPeople } from './lookUpPeople.ts';
import { spellingsOf } from './user.ts';

export interface ErasedPeople {
  /** Returns those of the addresses whose person is erased. Any text counts as an address. Throws DatabaseError. */
  find(emails: readonly string[], call: CallContext): Promise<ReadonlySet<string>>;
}

type Options = { database: Database; openDirectory: OpenDirectory };

export const createErasedPeople = ({ database, openDirectory }: Options): ErasedPeople => ({
  async find(emails, call) {
    const subjects = await openDirectory(call);
    const spellings = [...new Set(emails.flatMap(spellingsOf))];
    const known = await lookUpPeople(database, subjects, spellings, call);
    const isErased = (spelling: string) => known.get(spelling)?.state === 'erased';
    return new Set(emails.filter((email) => spellingsOf(email).some(isErased)));
  },
});

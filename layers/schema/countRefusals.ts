// Counts the people whose address or phone number the rules would not let in today.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import { createChange } from '#layers/people/personChange.ts';
import { lowestRevision } from '#layers/people/revision.ts';
import type { UsersRepository } from '#layers/people/usersRepository.ts';

export type CountedRefusals = {
  /** How many people were read. */
  people: number;
  /** How many of them break each rule. They stay, and can be changed and deleted. */
  wouldRefuse: Record<string, number>;
  /** Whether everybody was read. */
  isComplete: boolean;
};

/** A deployment waits for it: half a minute reads some 100,000 people. */
const maxMs = 30_000;
const pageSize = 1_000;

type Options = { users: Pick<UsersRepository, 'getUsers'>; now: () => number };

/** Reads page by page, for half a minute at most. Throws DatabaseError. */
export const countRefusals = async ({ users, now }: Options, call: CallContext): Promise<CountedRefusals> => {
  const counted: CountedRefusals = { people: 0, wouldRefuse: {}, isComplete: false };
  const endMs = now() + maxMs;
  let after: bigint | undefined;
  do {
    const page = await users.getUsers({ limit: pageSize, after }, call);
    for (const user of page.users) {
      const { broken = {} } = createChange({ ...user, revision: lowestRevision });
      for (const [field, rule] of Object.entries(broken))
        counted.wouldRefuse[`${field} ${rule}`] = (counted.wouldRefuse[`${field} ${rule}`] ?? 0) + 1;
    }
    counted.people += page.users.length;
    after = page.next;
  } while (after !== undefined && now() < endMs);
  return { ...counted, isComplete: after === undefined };
};

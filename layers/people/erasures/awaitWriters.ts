// Waits until the exports and the runs of imports that hold a lease now have ended.
import type { CallContext } from '#layers/aws/dataApi/database.ts';
import type { OpenLease, OpenLeases } from '#layers/people/leases/writerLeases.ts';

const pollMs = 2_000;

type Options = {
  leases: Pick<OpenLeases, 'list'>;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** When to give up, in milliseconds since the epoch. */
  endMs: number;
};

/** Returns the leases that are still open at the end. One that is opened later is not waited for. Throws DatabaseError. */
export const awaitWriters = async (
  { leases, now, sleep, endMs }: Options,
  call: CallContext,
): Promise<OpenLease[]> => {
  let open = await leases.list(call);
  while (open.length > 0 && now() + pollMs <= endMs) {
    await sleep(pollMs);
    const awaited = new Set(open.map(({ id }) => id));
    open = (await leases.list(call)).filter(({ id }) => awaited.has(id));
  }
  return open;
};

// The outcomes of a scenario's requests; wrong, lost, duplicated and late must be 0.

export type Tally = {
  /** Requests sent. */
  requests: number;
  /** Faults that met a call. */
  injected: number;
  /** Answered as without the fault. */
  right: number;
  /** Answered 503 with Retry-After, or refused as unavailable. */
  unavailable: number;
  /** Answered anything else. */
  wrong: number;
  /** Confirmed, and not there afterwards. */
  lost: number;
  /** There more than once. */
  duplicated: number;
  /** Answered after Lambda's or API Gateway's deadline. */
  late: number;
};

export const newTally = (): Tally => ({
  requests: 0,
  injected: 0,
  right: 0,
  unavailable: 0,
  wrong: 0,
  lost: 0,
  duplicated: 0,
  late: 0,
});

/** Runs `work(index)` for every index below `count`, `width` of them at a time. */
export const inParallel = async (
  count: number,
  width: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
};

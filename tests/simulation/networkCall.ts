// A call to a service of AWS, and what may go wrong with it.
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** Whoever calls: once it was killed, no answer reaches it. */
export type Caller = { readonly name: string; isAlive: boolean };

export const faultKinds = ['before', 'after', 'lost', 'late', 'repeat', 'kill', 'skew'] as const;
export type SimulatedFault = (typeof faultKinds)[number];

export type NetworkCall<Result> = {
  caller: Caller;
  name: string;
  /** Does the work at the service. */
  run: () => Result;
  /** Calls back when the caller gives the call up, unless the returned function is called before. */
  onGivenUp(giveUp: () => void): () => void;
  /** What the caller sees of a failure, and of a call that it gave up. */
  fault(): Error;
  givenUp(): Error;
  /** Whether a request may land after its sender gave it up. */
  isWrite?: boolean;
  /** Whether AWS's client has tried again already, so that a fault is rarer. */
  isRetried?: boolean;
};

export type NetworkOptions = {
  scheduler: Scheduler;
  random: Random;
  /** The longest time to the service, and from there to the caller. */
  maxCallMs: number;
  faultShare: number;
  allowed: ReadonlySet<SimulatedFault>;
  trace: (line: string) => void;
};

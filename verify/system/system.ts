// A running system: what a check can ask of it, wherever it runs.
import type { EventClients } from '#offline-cloud/server/awsClients.ts';
import type { AccountName } from '../accounts/refusedStatements.ts';

export type Place = 'local cloud' | 'AWS';

export type System = EventClients & {
  place: Place;
  /** A URL or a stage, for the person who reads the report. */
  name: string;
  /** `users-<stage>-…` begins the names of queues. */
  stage: string;
  bus: string;
  bucket: string;
  /** Sends a request as a caller that is allowed to; `path` has its query. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Invokes a function directly. Throws UserError with the function's own reason. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Runs a statement as the account of a function. Throws NotRun where this is out of reach. */
  execute(account: AccountName, sql: string): Promise<void>;
  /** Waits until the database has paused. Throws NotRun where it never pauses. */
  pause(signal: AbortSignal): Promise<void>;
  /** How long something may take to come about, and the time between two looks, in ms. */
  waitMs: number;
  pollMs: number;
  /** Generated requests, unless another number is asked for. */
  requests: number;
};

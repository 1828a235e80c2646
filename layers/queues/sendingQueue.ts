// The port to a queue of messages.
import type { CallContext } from '#layers/database/database.ts';

export interface SendingQueue {
  /** Sends a message of at most 1 MiB. Rejects when it may not have been taken by the call's deadline. */
  send(body: string, call: CallContext): Promise<void>;
}

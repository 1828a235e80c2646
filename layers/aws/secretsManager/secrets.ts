// The port to a store of secrets.
import type { CallContext } from '#layers/aws/dataApi/database.ts';

export interface Secrets {
  /** Returns the text of a secret. Rejects when it cannot be read before the call's deadline. */
  read(secretArn: string, call: CallContext): Promise<string>;
}

/** Secrets whose next value is known before it is the current one. */
export interface RotatingSecrets extends Secrets {
  /** Returns the text that `read` will return after the rotation that is under way; undefined when none is. */
  readPending(secretArn: string, call: CallContext): Promise<string | undefined>;
}

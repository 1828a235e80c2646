// The port to a store of secrets.
import type { CallContext } from '#layers/aws/dataApi/database.ts';

/** Both methods reject when the secret cannot be read before the call's deadline. */
export interface Secrets {
  /** Returns the text of a secret. */
  read(secretArn: string, call: CallContext): Promise<string>;
  /** Returns the text that `read` will return after the rotation that is under way; undefined when none is. */
  readPending(secretArn: string, call: CallContext): Promise<string | undefined>;
}

// The port to a store of secrets.
import type { CallContext } from '#layers/database/database.ts';

export interface Secrets {
  /** Returns the text of a secret. Rejects when it cannot be read before the call's deadline. */
  read(secretArn: string, call: CallContext): Promise<string>;
}

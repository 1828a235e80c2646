// The port to a store of secrets. Implemented by secretsManager.ts; tests plug in a fake.
import type { Call } from '#layers/database/database.ts';

export interface Secrets {
  /** The text of a secret. Rejects when it cannot be read before the call's deadline. */
  read(secretArn: string, call: Call): Promise<string>;
}

// The answer to a transaction id that names no open transaction.
import { expect } from '@jest/globals';

/** `cause` is the end of the message, as data-api.troubleshooting lists them. */
export const notFound = (cause: 'expired' | 'termination of your transaction' | 'aborted') => ({
  name: 'TransactionNotFoundException',
  status: 404,
  message: expect.stringMatching(new RegExp(`^Transaction .* is not found.*${cause}`)),
});

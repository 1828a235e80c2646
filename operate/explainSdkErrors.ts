// What an AWS service refuses, and missing credentials, as one sentence in place of a stack.
import { UserError } from '#tools/userError.ts';

const isOfClient = (error: unknown): error is Error =>
  error instanceof Error && ('$metadata' in error || error.name === 'CredentialsProviderError');

/** A server that is not there, or has gone: the SDK gives no status then. */
const networkCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT'];

const describe = ({ name, message, ...more }: Error): string =>
  networkCodes.includes(String((more as NodeJS.ErrnoException).code))
    ? `The cloud does not answer (${message}). Once it runs again, the same command goes on.`
    : `${name}: ${message}`;

/** Throws UserError in place of an error of the SDK's client. */
export const explainSdkErrors = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (isOfClient(error)) throw new UserError(describe(error));
    throw error;
  }
};

// What an AWS service refuses, and missing credentials, as one sentence in place of a stack.
import { UserError } from '#tools/userError.ts';

const isOfClient = (error: unknown): error is Error =>
  error instanceof Error && ('$metadata' in error || error.name === 'CredentialsProviderError');

/** Throws UserError in place of an error of the SDK's client. */
export const explainSdkErrors = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (isOfClient(error)) throw new UserError(`${error.name}: ${error.message}`);
    throw error;
  }
};

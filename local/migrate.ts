// Invokes the migrate function of a local Lambda endpoint, as a deployment does in the cloud.
import { UserError } from '#tools/userError.ts';

type Payload = { applied: string[] } | { errorMessage: string };

/** Returns the names of the migrations that were applied. Throws UserError with the function's reason. */
export const invokeMigrate = async (lambdaUrl: string): Promise<string[]> => {
  const response = await fetch(`${lambdaUrl}/2015-03-31/functions/users-dev-migrate/invocations`, {
    method: 'POST',
    body: '{}',
  });
  const payload = (await response.json()) as Payload;
  if ('applied' in payload) return payload.applied;
  throw new UserError(`The migration failed: ${payload.errorMessage}`);
};

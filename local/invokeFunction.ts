// Invokes a function of a local Lambda endpoint.
import { UserError } from '#tools/userError.ts';

/**
 * Returns what the function returned. Throws UserError with the function's own reason when it failed.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const invokeFunction = async <Result>(
  lambdaUrl: string,
  name: string,
  payload: string,
): Promise<Result> => {
  const response = await fetch(`${lambdaUrl}/2015-03-31/functions/users-dev-${name}/invocations`, {
    method: 'POST',
    body: payload,
  });
  const result = (await response.json()) as Result | { errorMessage: string };
  if (typeof result === 'object' && result !== null && 'errorMessage' in result)
    throw new UserError(`${name} failed: ${result.errorMessage}`);
  return result as Result;
};

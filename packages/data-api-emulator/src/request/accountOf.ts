// The database account of a call: that of the secret that it names.
import { ApiError } from '../apiError.ts';
import type { Context } from '../context.ts';
import type { DatabaseAccount } from '../database/readAccounts.ts';

type Resources = { resourceArn: string; secretArn: string; schema?: string | null };

/**
 * A resource ARN that does not match exactly is reported as an endpoint that is not enabled (data-api.troubleshooting);
 * a secret that cannot be found is a SecretsErrorException (API_ExecuteStatement); `schema` is refused
 * (data-api.differences).
 */
export const accountOf = (body: unknown, { resourceArn, accounts }: Context): DatabaseAccount => {
  const request = body as Resources;
  if (request.schema) {
    throw new ApiError('ValidationException', "The schema parameter isn't supported");
  }
  if (resourceArn !== undefined && request.resourceArn !== resourceArn) {
    const message = `HttpEndpoint is not enabled for resource ${request.resourceArn}`;
    throw new ApiError('HttpEndpointNotEnabledException', message);
  }
  const account = accounts.find(request.secretArn);
  if (!account) {
    throw new ApiError('SecretsErrorException', "Secrets Manager can't find the specified secret.");
  }
  return account;
};

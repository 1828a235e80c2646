// Refuses a call that names another cluster or secret than the emulator's.

import { ApiError } from '../apiError.ts';
import type { Context } from '../context.ts';

type Resources = { resourceArn: string; secretArn: string; schema?: string | null };

/**
 * A resource ARN that does not match exactly is reported as an endpoint that is not enabled (data-api.troubleshooting);
 * a secret that cannot be found is a SecretsErrorException (API_ExecuteStatement); `schema` is refused
 * (data-api.differences).
 */
export const checkResources = (body: unknown, { resourceArn, secretArn }: Context): void => {
  const request = body as Resources;
  if (request.schema) {
    throw new ApiError('ValidationException', "The schema parameter isn't supported");
  }
  if (request.resourceArn !== resourceArn) {
    const message = `HttpEndpoint is not enabled for cluster ${request.resourceArn}`;
    throw new ApiError('HttpEndpointNotEnabledException', message);
  }
  if (request.secretArn !== secretArn) {
    throw new ApiError('SecretsErrorException', "Secrets Manager can't find the specified secret.");
  }
};

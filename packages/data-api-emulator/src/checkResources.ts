// Checks that a call names this emulator's cluster and secret; called by every operation.
import type { Context } from './context.ts';
import { DataApiError } from './errors.ts';

type Resources = { resourceArn: string; secretArn: string; schema?: string | null };

/**
 * A resource ARN that does not match exactly is reported as an endpoint that is not enabled (data-api.troubleshooting);
 * a secret that cannot be found is a SecretsErrorException (API_ExecuteStatement); `schema` is refused
 * (data-api.differences).
 */
export const checkResources = (body: unknown, { resourceArn, secretArn }: Context): void => {
  const request = body as Resources;
  if (request.schema) {
    throw new DataApiError('ValidationException', "The schema parameter isn't supported");
  }
  if (request.resourceArn !== resourceArn) {
    const message = `HttpEndpoint is not enabled for cluster ${request.resourceArn}`;
    throw new DataApiError('HttpEndpointNotEnabledException', message);
  }
  if (request.secretArn !== secretArn) {
    throw new DataApiError('SecretsErrorException', "Secrets Manager can't find the specified secret.");
  }
};

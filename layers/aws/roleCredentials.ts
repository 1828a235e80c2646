// The credentials of the function's role, in the two ways that Lambda gives them.
import { fromEnv, fromHttp } from '@aws-sdk/credential-providers';

/**
 * Keys in the environment, or the container endpoint where there is one, as with SnapStart. Every AWS client of the layers
 * takes this and not the SDK's default chain, which also reads profiles and single sign-on: a third of a function's script.
 * Clients keep what it gives until five minutes before it expires.
 * Throws the SDK's CredentialsProviderError when there are neither.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export const roleCredentials: ReturnType<typeof fromEnv> = (properties) => {
  const provider = process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI ? fromHttp() : fromEnv();
  return provider(properties);
};

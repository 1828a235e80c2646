// AWS credentials as Lambda gives them, in place of the SDK's chain of eight providers. Called by rdsDataClient.ts.
import { sendRequest } from './sendRequest.ts';

export type Credentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
};

type Environment = Readonly<Record<string, string | undefined>>;

const timeoutMs = 1_000;
const attempts = 3;

/** Credentials are replaced this long before they expire, as the SDK does. */
const refreshMs = 300_000;

const failure = (message: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { name: 'CredentialsProviderError' });

const fromEnvironment = (env: Environment): Credentials | undefined => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  const { AWS_SESSION_TOKEN: sessionToken } = env;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
};

/** The endpoint that serves credentials where an environment may outlive them: SnapStart, and containers. */
const fromContainer = async (env: Environment): Promise<Credentials> => {
  const { AWS_CONTAINER_CREDENTIALS_FULL_URI: uri, AWS_CONTAINER_AUTHORIZATION_TOKEN: token } = env;
  if (!uri) throw failure('Neither AWS_ACCESS_KEY_ID nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set.');
  const { protocol, hostname, port, pathname, search } = new URL(uri);
  const response = await sendRequest(
    {
      protocol,
      hostname,
      port: port ? Number(port) : undefined,
      path: pathname + search,
      method: 'GET',
      headers: token ? { authorization: token } : {},
    },
    AbortSignal.timeout(timeoutMs),
  );
  if (response.statusCode !== 200) throw failure(`The credential endpoint answered ${response.statusCode}.`);
  const answer = JSON.parse(response.body.toString());
  return {
    accessKeyId: answer.AccessKeyId,
    secretAccessKey: answer.SecretAccessKey,
    sessionToken: answer.Token,
    expiration: new Date(answer.Expiration),
  };
};

const obtain = async (env: Environment): Promise<Credentials> => {
  const given = fromEnvironment(env);
  if (given) return given;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fromContainer(env);
    } catch (error) {
      if (attempt === attempts) throw failure('No credentials could be had.', error);
    }
  }
};

/** Gives the credentials, and new ones before they expire. Throws CredentialsProviderError when there are none. */
export const credentials = (env: Environment = process.env, now = Date.now) => {
  let known: Credentials | undefined;
  const lastsFor = (ms: number) =>
    known !== undefined && (known.expiration === undefined || known.expiration.getTime() - now() > ms);
  return async (): Promise<Credentials> => {
    if (known && lastsFor(refreshMs)) return known;
    try {
      known = await obtain(env);
    } catch (error) {
      if (!lastsFor(0)) throw error;
    }
    return known as Credentials;
  };
};

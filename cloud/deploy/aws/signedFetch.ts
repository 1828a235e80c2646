// Requests to an HTTP API of API Gateway, signed with the caller's credentials.
import { AwsClient } from 'aws4fetch';

/** The keys that a client of the SDK has found. */
export type FindKeys = () => Promise<{
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}>;

/** Returns a `fetch` that makes one attempt. */
export const createSignedFetch =
  (findKeys: FindKeys, region: string) =>
  async (url: string, init?: RequestInit): Promise<Response> => {
    const { accessKeyId, secretAccessKey, sessionToken } = await findKeys();
    const keys = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    return new AwsClient({ ...keys, service: 'execute-api', region, retries: 0 }).fetch(url, init);
  };

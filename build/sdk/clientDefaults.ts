// The defaults of the AWS clients, in place of the SDK's own for Node, which read ~/.aws and know every way to sign in.
// Put in by plugins.ts; what an adapter passes to its client comes first, as with the SDK's.
import { credentials } from './credentials.ts';
import { requestHandler } from './requestHandler.ts';

export const clientDefaults = (version: string) => ({
  runtime: 'node',
  authSchemePreference: [],
  bodyLengthChecker: Buffer.byteLength,
  credentialDefaultProvider: () => credentials(),
  defaultsMode: 'standard',
  defaultUserAgentProvider: async () => [
    ['aws-sdk-js', version],
    ['lang/js'],
    ['md/nodejs', process.versions.node],
  ],
  maxAttempts: 3,
  requestHandler,
  retryMode: 'standard',
  // Bodies arrive whole from requestHandler.ts.
  streamCollector: async (body: Uint8Array) => body,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
});

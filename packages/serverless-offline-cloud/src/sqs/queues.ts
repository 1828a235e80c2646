// SQS, SNS and S3 in memory, by fauxqs.
// Without the server of its own, which would listen on every address.
import { buildApp } from 'fauxqs';
import { accountId } from '../account.ts';
import { AwsError } from '../server/awsError.ts';

export type RawRequest = {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
};

export type RawAnswer = { status: number; headers: Record<string, string | string[]>; body: Buffer };

/** Calls an operation of SQS. Throws AwsError with what it refuses. */
export type CallSqs = (operation: string, input: object) => Promise<Record<string, unknown>>;

/** Passes a request of SNS or S3 on. */
export type Forward = (request: RawRequest) => Promise<RawAnswer>;

export type Queues = {
  forward: Forward;
  call: CallSqs;
  stop(): Promise<void>;
};

/** `arn:aws:sqs:<region>:<account>:<name>` → a URL by which fauxqs finds the queue. */
export const queueUrl = (queueArn: string): string =>
  `http://localhost/${accountId}/${queueArn.split(':').at(-1)}`;

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';

/** They are about a connection that fauxqs does not have. */
const connectionHeaders = ['connection', 'keep-alive'];

const formType = 'application/x-www-form-urlencoded';

/** fauxqs reads every body of this type as a request of SNS, also that of an object of S3, which is bytes. */
const takeFormObjects = (app: ReturnType<typeof buildApp>): void => {
  app.removeContentTypeParser(formType);
  app.addContentTypeParser(formType, { parseAs: 'buffer' }, ({ method, url }, body, done) => {
    const isSns = method === 'POST' && url === '/';
    done(null, isSns ? Object.fromEntries(new URLSearchParams(body.toString())) : body);
  });
};

export const createQueues = (region: string): Queues => {
  const app = buildApp({ logger: false, defaultRegion: region });
  takeFormObjects(app);

  const forward: Forward = async ({ method, url, headers, body }) => {
    const response = await app.inject({ method: method as Method, url, headers, payload: body });
    const given = Object.entries(response.headers).filter(
      ([name, value]) => value !== undefined && !connectionHeaders.includes(name),
    );
    return {
      status: response.statusCode,
      headers: Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
      body: response.rawPayload,
    };
  };

  return {
    forward,
    async call(operation, input) {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${operation}`,
      };
      const body = Buffer.from(JSON.stringify(input));
      const answer = await forward({ method: 'POST', url: '/', headers, body });
      const output = JSON.parse(answer.body.toString() || '{}');
      if (answer.status === 200) return output ?? {};
      const [code = 'InternalError'] = /[^#]+$/.exec(String(output.__type)) ?? [];
      throw new AwsError(answer.status, code, String(output.message));
    },
    stop: async () => {
      await app.close();
    },
  };
};

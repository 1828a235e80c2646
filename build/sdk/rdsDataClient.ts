// RDSDataClient for Lambda. It sends the SDK's commands by the SDK's endpoint rules under the SDK's signature, without what
// this service has no use for: files in ~/.aws, the chain of credential providers, retries (layers/database/retry.ts
// decides about those), logs and traces of commands, and a schema walked for every value that is sent or read.
// Put in by plugins.ts. https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ExecuteStatement.html
import { defaultEndpointResolver } from '@aws-sdk/client-rds-data/dist-es/endpoint/endpointResolver.js';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from './checksum.ts';
import { credentials } from './credentials.ts';
import { type HttpResponse, sendRequest } from './sendRequest.ts';

export type RDSDataClientConfig = {
  region: string;
  /** AWS's own address for the region when absent. */
  endpoint?: string;
  /** One: this client repeats nothing. */
  maxAttempts: 1;
};

/** An operation in the SDK's model: the fourth member has its method, its path and the status of success. */
type OperationSchema = readonly [
  9,
  string,
  string,
  { http: readonly [string, string, number] },
  ...unknown[],
];

type Command = { input: object; schema?: OperationSchema };

const userAgent = `users-service lang/js md/nodejs#${process.versions.node}`;

/** Newer than the compiler's library. */
declare global {
  interface JSON {
    rawJSON(text: string): unknown;
  }
}

/** A 64-bit integer as it is, not rounded to a double. */
const exact = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? JSON.rawJSON(String(value)) : value;

/** `com.amazonaws.rdsdata#BadRequestException:http://…` is a BadRequestException. */
const errorName = (text: string): string => (text.split(':')[0] as string).replace(/^.*#/, '');

const toError = ({ statusCode, headers }: HttpResponse, answer: Record<string, unknown>): Error => {
  const name = errorName(String(headers['x-amzn-errortype'] ?? answer.code ?? answer.__type ?? 'Unknown'));
  const error = new Error(String(answer.message ?? answer.Message ?? 'UnknownError'));
  return Object.assign(error, { name, $fault: statusCode < 500 ? 'client' : 'server' });
};

/** The answer's members. Throws the error in it by its name, or SyntaxError when it is not JSON (AWS restJson1). */
const read = (response: HttpResponse): object => {
  const { statusCode, headers, body } = response;
  const $metadata = { httpStatusCode: statusCode, requestId: headers['x-amzn-requestid'] };
  try {
    const text = body.toString();
    const answer = text === '' ? {} : JSON.parse(text);
    if (statusCode >= 300) throw toError(response, answer);
    return { ...answer, $metadata };
  } catch (error) {
    throw Object.assign(error as Error, { $metadata });
  }
};

/** What all requests to an endpoint have in common. */
const toTarget = ({ protocol, hostname, port, host, pathname }: URL) => ({
  protocol,
  hostname,
  ...(port && { port: Number(port) }),
  path: pathname.replace(/\/$/, ''),
  query: {},
  headers: { host, 'content-type': 'application/json', 'user-agent': userAgent },
});

export class RDSDataClient {
  readonly #target: ReturnType<typeof toTarget>;
  readonly #signer: SignatureV4;
  /** What AWS's clock is ahead of ours by; a signature of another time than AWS's is refused. */
  #clockOffsetMs = 0;

  constructor({ region, endpoint }: RDSDataClientConfig) {
    const { url } = defaultEndpointResolver({ Region: region, ...(endpoint && { Endpoint: endpoint }) });
    this.#target = toTarget(url);
    this.#signer = new SignatureV4({
      service: 'rds-data',
      region,
      credentials: credentials(),
      sha256: Sha256,
    });
  }

  /** Sends one request. Values that JSON does not have (bytes, NaN) are not supported. */
  async send({ input, schema }: Command, options?: { abortSignal?: AbortSignal }): Promise<object> {
    const request = await this.#signer.sign(this.#write(input, schema as OperationSchema), {
      signingDate: new Date(Date.now() + this.#clockOffsetMs),
    });
    const response = await sendRequest(request, options?.abortSignal);
    this.#setClock(response.headers);
    return read(response);
  }

  /** An answer with an age comes from a cache, and its date is of another time. */
  #setClock({ date = '', age }: HttpResponse['headers']): void {
    const offsetMs = Date.parse(date) - Date.now();
    if (age === undefined && !Number.isNaN(offsetMs)) this.#clockOffsetMs = offsetMs;
  }

  #write(input: object, [, , , { http }]: OperationSchema) {
    const [method, path] = http;
    const body = JSON.stringify(input, exact);
    return {
      ...this.#target,
      method,
      path: this.#target.path + path,
      headers: { ...this.#target.headers, 'content-length': String(Buffer.byteLength(body)) },
      body,
    };
  }
}

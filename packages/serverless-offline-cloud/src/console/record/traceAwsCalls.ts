// Calls of SQS, EventBridge and S3 as spans.
// https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/
import type { IncomingMessage } from 'node:http';
import type { Answer, AnswerRequest } from '../../server/startServer.ts';
import type { Attributes } from '../trace/span.ts';
import { readTraceHeader } from '../trace/traceHeader.ts';
import { withSpan } from './currentSpan.ts';
import type { ActiveSpan, Tracer } from './tracer.ts';

type AwsCall = { service: 'sqs' | 'eventbridge' | 's3'; operation: string; attributes: Attributes };

/** Calls that lead to something: they begin a trace where they have none. */
const causes = [
  'SendMessage',
  'SendMessageBatch',
  'PutEvents',
  'PutObject',
  'CompleteMultipartUpload',
  'CopyObject',
];

const services = { AmazonSQS: 'sqs', AWSEvents: 'eventbridge' } as const;

const parse = (body: Buffer): Record<string, unknown> => {
  try {
    return Object(JSON.parse(body.toString()));
  } catch {
    return {};
  }
};

const queueAttributes = (body: Buffer): Attributes => {
  const { QueueUrl } = parse(body);
  if (typeof QueueUrl !== 'string') return {};
  return {
    'messaging.system': 'aws_sqs',
    'messaging.destination.name': QueueUrl.split('/').at(-1) as string,
  };
};

const s3Operation = (method: string, query: URLSearchParams, headers: IncomingMessage['headers']): string => {
  if (method === 'PUT' && query.has('partNumber')) return 'UploadPart';
  if (method === 'PUT' && headers['x-amz-copy-source'] !== undefined) return 'CopyObject';
  if (method === 'POST' && query.has('uploads')) return 'CreateMultipartUpload';
  if (method === 'POST' && query.has('uploadId')) return 'CompleteMultipartUpload';
  const verbs: Record<string, string> = { PUT: 'Put', GET: 'Get', HEAD: 'Head', DELETE: 'Delete' };
  return `${verbs[method] ?? method}Object`;
};

const readS3Call = ({ method = '', url = '/', headers }: IncomingMessage): AwsCall => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(pathname) ?? [];
  const operation = key === '' ? `${method} bucket` : s3Operation(method, searchParams, headers);
  return {
    service: 's3',
    operation,
    attributes: { 'aws.s3.bucket': bucket, ...(key && { 'aws.s3.key': key }) },
  };
};

const readCall = (request: IncomingMessage, body: Buffer): AwsCall | undefined => {
  const target = request.headers['x-amz-target'];
  if (target === undefined) return request.url?.startsWith('/_') ? undefined : readS3Call(request);
  const [prefix = '', operation = ''] = String(target).split('.');
  const service = services[prefix as keyof typeof services];
  if (!service) return undefined;
  return { service, operation, attributes: service === 'sqs' ? queueAttributes(body) : {} };
};

/** The ids by which the messages are found later. */
const sentIds = (body: string | Buffer): Attributes => {
  const { MessageId, Successful = [] } = parse(Buffer.from(body));
  const ids = [MessageId, ...(Successful as { MessageId?: string }[]).map((sent) => sent.MessageId)];
  const known = ids.filter((id) => typeof id === 'string');
  return known.length === 0 ? {} : { 'messaging.message.id': known };
};

const end = (span: ActiveSpan, { service, operation }: AwsCall, { status, body }: Answer): void => {
  span.set({ 'http.response.status_code': status });
  if (service === 'sqs' && operation.startsWith('SendMessage')) span.set(sentIds(body as string | Buffer));
  if (status >= 400) {
    const { __type: name, message = '' } = parse(Buffer.from(body as string | Buffer));
    span.fail(name === undefined ? `status ${status}` : `${name}: ${message}`);
  }
  span.end();
};

/** A call of neither a trace nor a consequence, as a poll, is not told of. */
export const traceAwsCalls =
  (answer: AnswerRequest, tracer: Tracer): AnswerRequest =>
  async (request, body) => {
    const call = readCall(request, body);
    const parent = readTraceHeader([request.headers['x-amzn-trace-id']].flat()[0]);
    if (!call || !(parent || causes.includes(call.operation))) return answer(request, body);
    const { service, operation, attributes } = call;
    const span = tracer.start({
      name: operation,
      service,
      kind: causes.includes(operation) ? 'producer' : 'client',
      parent,
      attributes: { 'rpc.system': 'aws-api', 'rpc.method': operation, ...attributes },
    });
    const answered = await withSpan(span, () => answer(request, body));
    end(span, call, answered);
    return answered;
  };

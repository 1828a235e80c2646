// SQS, SNS, EventBridge and S3 behind one local address, as far as this service uses them.
import type { IncomingMessage } from 'node:http';
import { accountId } from '../account.ts';
import { traceAwsCalls } from '../console/record/traceAwsCalls.ts';
import { createTraceEvent } from '../console/record/traceEvents.ts';
import { traceQueueCalls } from '../console/record/traceQueueCalls.ts';
import { type RecordSpan, Tracer } from '../console/record/tracer.ts';
import { createEventBridge } from '../eventbridge/eventBridge.ts';
import { S3 } from '../s3/s3.ts';
import { createMoveTasks } from '../sqs/moveTasks.ts';
import { createQueues, queueUrl } from '../sqs/queues.ts';
import { rewriteQueueUrls } from '../sqs/queueUrls.ts';
import { AwsError } from './awsError.ts';
import { parseNestedJson } from './nestedJson.ts';
import type { Part } from './part.ts';
import { type Answer, answerJson, startServer } from './startServer.ts';

export type EventCloudOptions = {
  host?: string;
  port: number;
  region: string;
  /** Names beside those of loopback that requests may be addressed to. */
  allowedHosts?: readonly string[];
  /** Is told of calls and events, as spans. */
  onSpan?: RecordSpan | undefined;
};

export type EventCloud = Part & { url: string };

type Operation = (input: unknown, request: IncomingMessage) => object | Promise<object>;

/** Of one object or part, which is what fauxqs takes; a larger object is uploaded in parts. */
const maxBodyBytes = 11 * 1024 * 1024;

const parseBody = (body: Buffer): unknown => {
  try {
    return parseNestedJson(body.toString() || '{}');
  } catch (error) {
    throw new AwsError(400, 'SerializationException', (error as Error).message);
  }
};

const toAnswer = async (answer: () => object | Promise<object>): Promise<Answer> => {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  try {
    return answerJson(200, await answer(), headers);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { status, code, message } = error;
    // Clients of SQS read the name from this header first.
    return answerJson(
      status,
      { __type: code, message },
      { ...headers, 'x-amzn-query-error': `${code};Sender` },
    );
  }
};

/** Rejects with the error of `listen` when the port is taken. Everything is in memory, and gone when it stops. */
export const startEventCloud = async (options: EventCloudOptions): Promise<EventCloud> => {
  const { host = '127.0.0.1', port, region, allowedHosts = [], onSpan } = options;
  const tracer = onSpan && new Tracer(onSpan);
  const queues = createQueues(region);
  const callQueues = tracer ? traceQueueCalls(queues.call) : queues.call;
  const sendToQueue = async (queueArn: string, body: string) => {
    await callQueues('SendMessage', { QueueUrl: queueUrl(queueArn), MessageBody: body });
  };
  const eventBridge: Record<string, Operation> = createEventBridge({
    ...{ region, accountId, sendToQueue },
    traceEvent: tracer && createTraceEvent(tracer),
  });
  const moveTasks: Record<string, Operation> = createMoveTasks(callQueues);
  const hosts = [...allowedHosts];
  const s3 = new S3({ region, forward: queues.forward, sendToQueue, hosts });

  const findOperation = (target: string): Operation | undefined => {
    const [service, name = ''] = target.split('.');
    if (service === 'AWSEvents') return Object.hasOwn(eventBridge, name) ? eventBridge[name] : undefined;
    if (service !== 'AmazonSQS') return undefined;
    if (Object.hasOwn(moveTasks, name)) return moveTasks[name];
    return async (input, { headers }) =>
      rewriteQueueUrls(await callQueues(name, input as object), String(headers.host));
  };

  const answer = async (request: IncomingMessage, body: Buffer): Promise<Answer> => {
    const { method = 'GET', url = '/', headers } = request;
    const target = headers['x-amz-target'];
    // SNS speaks the Query protocol; curl gives an object of S3 the same type.
    const isQuery =
      method === 'POST' &&
      url === '/' &&
      String(headers['content-type']).startsWith('application/x-www-form-urlencoded');
    if (target === undefined) {
      const raw = { method, url, headers, body };
      return isQuery ? queues.forward(raw) : s3.answer(raw);
    }
    return toAnswer(() => {
      const operation = findOperation(String(target));
      if (operation) return operation(parseBody(body), request);
      throw new AwsError(400, 'UnknownOperationException', `${target} is not emulated.`);
    });
  };

  const door = { hosts, origins: [] };
  const traced = tracer ? traceAwsCalls(answer, tracer) : answer;
  const server = await startServer({ host, port, door, maxBodyBytes, answer: traced });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await server.stop();
      await queues.stop();
    },
  };
};

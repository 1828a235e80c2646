// Lambda's own API, as far as invoking a function goes.
// https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parseNestedJson } from '../server/nestedJson.ts';
import { type Answer, answerJson } from '../server/startServer.ts';
import { type FunctionError, isThrottle } from './functionError.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxPayloadBytes = 6 * 1024 * 1024;

const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

export type LambdaApiOptions = {
  has(functionName: string): boolean;
  /** Returns the result as JSON. Rejects with a FunctionError. */
  invoke(functionName: string, event: unknown, invocation: { requestId: string }): Promise<string>;
};

const refuse = (status: number, type: string, message: string): Answer =>
  answerJson(status, { Type: 'User', Message: message }, { 'x-amzn-errortype': type });

const parseEvent = (body: Buffer): { event: unknown } | undefined => {
  try {
    return { event: body.length > 0 ? parseNestedJson(body.toString()) : {} };
  } catch {
    return undefined;
  }
};

/** A function that fails is answered 200 with a header that says so, as Lambda does. */
const answerResult = async (payload: Promise<string>, requestId: string): Promise<Answer> => {
  const headers = { 'x-amz-executed-version': '$LATEST', 'x-amzn-requestid': requestId };
  try {
    return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: await payload };
  } catch (error) {
    const { errorType, message } = error as FunctionError;
    if (isThrottle(error)) return refuse(429, errorType, message);
    return answerJson(
      200,
      { errorType, errorMessage: message },
      { ...headers, 'x-amz-function-error': 'Unhandled' },
    );
  }
};

/** Returns the function that answers a request. */
export const createLambdaApi =
  ({ has, invoke }: LambdaApiOptions) =>
  async (request: IncomingMessage, body: Buffer): Promise<Answer> => {
    const [, name] = path.exec(request.url?.split('?')[0] ?? '') ?? [];
    if (request.method !== 'POST' || name === undefined) {
      return refuse(404, 'UnknownOperationException', 'Only Invoke is known here.');
    }
    if (!has(name)) return refuse(404, 'ResourceNotFoundException', `Function not found: ${name}`);
    const parsed = parseEvent(body);
    if (!parsed) return refuse(400, 'InvalidRequestContentException', 'The payload must be JSON.');
    const requestId = randomUUID();
    switch (request.headers['x-amz-invocation-type'] ?? 'RequestResponse') {
      case 'RequestResponse':
        return answerResult(invoke(name, parsed.event, { requestId }), requestId);
      case 'Event':
        // The function's own failure is printed where it runs; nobody waits for it here.
        void invoke(name, parsed.event, { requestId }).catch(() => {});
        return { status: 202, headers: {}, body: '' };
      case 'DryRun':
        return { status: 204, headers: {}, body: '' };
      default:
        return refuse(400, 'InvalidParameterValueException', 'The invocation type is unknown.');
    }
  };

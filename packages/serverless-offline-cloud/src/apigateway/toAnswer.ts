// The HTTP response of what a function returns, in payload format 2.0 of an HTTP API.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
import { type Answer, answerJson } from '../server/startServer.ts';

type FunctionResponse = {
  statusCode: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
};

const isResponse = (result: unknown): result is FunctionResponse =>
  typeof result === 'object' && result !== null && 'statusCode' in result;

/** What API Gateway answers when a function fails, or returns a response that is none. */
export const internalServerError = answerJson(500, { message: 'Internal Server Error' });

const isStatus = (status: number): boolean => Number.isInteger(status) && status >= 200 && status <= 599;

/**
 * A result without `statusCode` is the body itself, as JSON, and a string as it is. `method` is the request's: an answer
 * to HEAD keeps the length that the function gave.
 */
export const toAnswer = (result: unknown, method: string): Answer => {
  if (!isResponse(result)) {
    const body = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = result;
  if (!isStatus(Number(statusCode)) || typeof body !== 'string') return internalServerError;
  const own = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  // The server counts the bytes itself.
  if (method !== 'HEAD') delete own['content-length'];
  return {
    status: Number(statusCode),
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...own,
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
};

// One operation of the console's API.
import type * as z from 'zod';
import { type Answer, answerJson } from '../../server/startServer.ts';

export type ConsoleRequest<Body = unknown> = {
  /** Of the path. */
  parameters: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: Body;
};

export type ConsoleOperation = {
  /** `GET /traces/{id}`, below the API's path. */
  key: string;
  summary: string;
  /** Parameters of the query, with what they mean. */
  query?: Readonly<Record<string, string>>;
  body?: z.ZodType;
  answer(request: ConsoleRequest): Promise<Answer> | Answer;
};

/** An operation whose body was checked against its shape. */
export const operationWithBody = <Shape extends z.ZodType>(
  operation: Omit<ConsoleOperation, 'answer' | 'body'> & {
    body: Shape;
    answer(request: ConsoleRequest<z.output<Shape>>): Promise<Answer> | Answer;
  },
): ConsoleOperation => operation as ConsoleOperation;

const noStore = { 'cache-control': 'no-store' };

export const ok = (body: object): Answer => answerJson(200, body, noStore);

export const problem = (status: number, message: string): Answer => answerJson(status, { message }, noStore);

export const noContent: Answer = { status: 204, headers: noStore, body: '' };

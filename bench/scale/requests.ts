// The requests whose cost must not grow with the directory, through the real handlers. Called by main.ts.
import { encodeCursor } from '#functions/getUsers/cursor.ts';
import { createHandlers } from '#tests/support/createHandlers.ts';
import type { HttpAnswer } from '#tests/support/createInvoke.ts';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import { type Directory, emailAt } from './directory.ts';

const pageSize = 100;

/** Each sends one request and rejects when the answer is not the right one. */
export type Requests = Record<
  'search hit' | 'search miss' | 'first page' | 'middle page' | 'last page',
  () => Promise<void>
>;

/** Ids run from 1 to the number of people. */
const randomIndex = (count: number): number => Math.floor(Math.random() * count);

const expectThat = (right: boolean, { statusCode, body }: HttpAnswer): void => {
  if (!right) throw new Error(`A wrong answer, ${statusCode}: ${body.slice(0, 200)}`);
};

export const requestsTo = ({ database, count }: Directory): Requests => {
  const { '/users': users, '/search': search } = createHandlers(database);

  const find = async (email: string, status: number) => {
    const answer = (await search(httpEvent('/search', `email=${email}`), lambdaContext())) as HttpAnswer;
    expectThat(answer.statusCode === status && answer.body.includes(status === 200 ? email : ''), answer);
  };
  const page = async (after: number) => {
    const query = `limit=${pageSize}${after > 0 ? `&after=${encodeCursor(BigInt(after))}` : ''}`;
    const answer = (await users(httpEvent('/users', query), lambdaContext())) as HttpAnswer;
    expectThat(answer.statusCode === 200 && JSON.parse(answer.body).length === pageSize, answer);
  };

  return {
    'search hit': () => find(emailAt(randomIndex(count)), 200),
    'search miss': () => find(`nobody${randomIndex(count)}@example.com`, 404),
    'first page': () => page(0),
    'middle page': () => page(count / 2 + randomIndex(count / 4)),
    'last page': () => page(count - pageSize),
  };
};

// The requests whose cost must not grow with the directory.
import { scalePersonAt } from '#bench/harness/generatedPeople.ts';
import { createExchange, type Exchange } from '#bench/harness/program.ts';
import { encodeCursor } from '#functions/getUsers/cursor.ts';

const pageSize = 100;

const randomIndex = (count: number): number => Math.floor(Math.random() * count);

const createSearchHit = (count: number): Exchange => {
  const person = scalePersonAt(randomIndex(count));
  return createExchange('/search', `email=${person.email}`, person);
};

const createSearchMiss = (count: number): Exchange => ({
  ...createExchange('/search', `email=nobody${randomIndex(count)}@example.com`, undefined),
  expected: { statusCode: 404 },
});

/** The page that follows the first `after` people, whose ids run from 1. */
const createPage = (after: number): Exchange => {
  const query = `limit=${pageSize}${after > 0 ? `&after=${encodeCursor(BigInt(after))}` : ''}`;
  const people = Array.from({ length: pageSize }, (_, index) => scalePersonAt(after + index));
  return createExchange('/users', query, people);
};

/** The measured requests, by name; each is made anew for a directory of `count` people. */
export const scaleRequests: Readonly<Record<string, (count: number) => Exchange>> = {
  'search hit': createSearchHit,
  'search miss': createSearchMiss,
  'first page': () => createPage(0),
  'middle page': (count) => createPage(count / 2 + randomIndex(count / 4)),
  'last page': (count) => createPage(count - pageSize),
};

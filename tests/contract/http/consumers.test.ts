// What consumers expect of the API and senders of their events, as their folders say.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { createConsumer } from '#tests/faults/events/createConsumer.ts';
import { useApi } from './useApi.ts';

const folder = join(import.meta.dirname, '../consumers');

const texts = z.record(z.string(), z.string());

/** docs/contract-tests.md explains both. */
const requestExpectation = z.strictObject({
  request: z.strictObject({
    method: z.enum(['GET', 'HEAD', 'POST', 'OPTIONS']),
    path: z.string().startsWith('/'),
    headers: texts.optional(),
    body: z.unknown().optional(),
  }),
  answer: z.strictObject({
    status: z.int(),
    /** Regular expressions. */
    headers: texts.optional(),
    /** A JSON Schema of what is read. */
    body: z.record(z.string(), z.unknown()).optional(),
  }),
});
const eventExpectation = z.strictObject({
  event: z.looseObject({ data: z.looseObject({ email: z.string() }) }),
  /** Who is found by the address afterwards. */
  becomes: z.union([z.null(), z.strictObject({ email: z.string(), phoneNumber: z.string() })]),
});

const files = globSync('*/*.json', { cwd: folder })
  .sort()
  .map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))] as const);
const events = files.filter(([, expectation]) => 'event' in expectation);
const requests = files.filter(([, expectation]) => !('event' in expectation));

const { api, cloud } = useApi();

const find = async (email: string): Promise<unknown> => {
  const response = await fetch(`${api().url}/search?${new URLSearchParams({ email })}`);
  return response.status === 404 ? null : response.json();
};

test.each(requests)('%s gets what it reads', async (_name, file) => {
  const { request, answer } = requestExpectation.parse(file);
  const { method, path, headers = {}, body } = request;
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await fetch(api().url + path, init);
  expect(response.status).toBe(answer.status);
  for (const [name, pattern] of Object.entries(answer.headers ?? {}))
    expect(response.headers.get(name)).toMatch(new RegExp(pattern));
  const text = await response.text();
  if (!answer.body) return;
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validate(answer.body, JSON.parse(text)) ? [] : ajv.errorsText()).toEqual([]);
});

test.each(events)('%s has its effect', async (_name, file) => {
  const { event, becomes } = eventExpectation.parse(file);
  await createConsumer(cloud().database).invoke(event);
  expect(await find(event.data.email)).toEqual(becomes);
});

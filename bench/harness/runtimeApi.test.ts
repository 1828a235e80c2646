import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { RuntimeApi } from './runtimeApi.ts';

let api: RuntimeApi;
let url: string;

beforeEach(async () => {
  api = new RuntimeApi();
  url = `http://${await api.listen()}/2018-06-01/runtime`;
});
afterEach(() => api.close());

const post = (path: string, body: string) => fetch(`${url}${path}`, { method: 'POST', body });

/** Answers one event with its own text in capitals, and asks for the next. */
const runFunction = async (): Promise<void> => {
  const event = await (await fetch(`${url}/invocation/next`)).text();
  await post('/invocation/1/response', event.toUpperCase());
  fetch(`${url}/invocation/next`).catch(() => {});
};

test('hands out an event and returns the answer', async () => {
  const done = runFunction();
  await expect(api.invoke('event')).resolves.toBe('EVENT');
  await done;
});

test('rejects when the function reports an error', async () => {
  const idle = expect(api.idle()).rejects.toThrow('The function failed: no such module');
  await post('/init/error', 'no such module');
  await idle;
});

import { Agent } from 'node:http';
import { afterAll, expect, test } from '@jest/globals';
import { sendHttp } from '#bench/harness/sendHttp.ts';
import { answerFromMemory } from './answerFromMemory.ts';

// Other tests of this process share node:http.
const { createConnection } = Agent.prototype;
afterAll(() => {
  Agent.prototype.createConnection = createConnection;
});

test('answers every request of a connection without a network', async () => {
  answerFromMemory('{"rows":[]}');
  const agent = new Agent({ keepAlive: true });
  const send = () => sendHttp({ agent, method: 'POST', path: '/Execute' }, '{}');
  await expect(send()).resolves.toEqual({ statusCode: 200, body: '{"rows":[]}' });
  await expect(send()).resolves.toEqual({ statusCode: 200, body: '{"rows":[]}' });
});

import { afterEach, expect, test } from '@jest/globals';
import { createExchange } from './exchanges.ts';
import { ask, type RunningProgram } from './program.ts';
import { startBehindAdapter } from './startBehindAdapter.ts';

let program: RunningProgram | undefined;
afterEach(() => program?.stop());

const server = `
  require('node:http')
    .createServer((request, response) => response.end(JSON.stringify(request.url)))
    .listen(process.env.PORT, '127.0.0.1');`;

test('answers an event with the response of the server behind the adapter', async () => {
  program = await startBehindAdapter({ args: ['--eval', server], env: {} });
  const exchange = createExchange('/users', 'limit=5', '/users?limit=5');
  await expect(ask(program, 'The server', exchange)).resolves.toBeUndefined();
});

test('rejects when the server ends before it answers', async () => {
  const start = startBehindAdapter({ args: ['--eval', 'process.exit(3)'], env: {} });
  await expect(start).rejects.toThrow('ended: 3');
});

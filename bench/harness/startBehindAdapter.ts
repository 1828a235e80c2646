// Starts an HTTP server behind a process that has the shape of AWS's Lambda Web Adapter.
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from 'data-api-emulator';
import { root } from '#tools/paths.ts';
import type { RunningProgram } from './program.ts';
import { RuntimeApi } from './runtimeApi.ts';
import { serveEvents } from './serveEvents.ts';
import { type NodeProcessOptions, startProcess } from './startProcess.ts';

const program = join(root, 'bench/peers/webAdapter.ts');

/**
 * Resolves when the adapter asks for the first event. Times and memory are the server's alone: the adapter is running
 * before the server is started, and what it uses does not count, because the real one is a small Rust program.
 */
export const startBehindAdapter = async ({ args, env }: NodeProcessOptions): Promise<RunningProgram> => {
  const api = new RuntimeApi();
  const PORT = String(await freePort());
  const adapter = startProcess({
    args: [program],
    env: { PORT, AWS_LAMBDA_RUNTIME_API: await api.listen() },
  });
  await once(adapter.child.stdout as NodeJS.ReadableStream, 'data');
  const server = startProcess({ args, env: { ...env, PORT } });
  return serveEvents(api, [server, adapter]);
};

// Starts an HTTP server as a process of its own; the server prints its port when it listens.
import { once } from 'node:events';
import { Agent } from 'node:http';
import type { RunningProgram } from './program.ts';
import { sendHttp } from './sendHttp.ts';
import { type NodeProcessOptions, startProcess } from './startProcess.ts';

export const startServer = async (options: NodeProcessOptions): Promise<RunningProgram> => {
  const server = startProcess(options);
  const [port] = await Promise.race([
    once(server.child.stdout as NodeJS.ReadableStream, 'data'),
    server.ended,
  ]);
  const agent = new Agent({ keepAlive: true });
  return {
    ...server,
    send: ({ path }) => sendHttp({ agent, port: Number(port), path }),
    stop: () => {
      server.stop();
      agent.destroy();
    },
  };
};

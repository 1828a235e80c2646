// Starts an HTTP server as a process of its own; the server prints its port when it listens.
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ProgramReply, RunningProgram } from './program.ts';
import { type NodeProcessOptions, startProcess } from './startProcess.ts';

/** Node's own HTTP client costs less than fetch. */
const send = (agent: Agent, port: number, path: string): Promise<ProgramReply> =>
  new Promise((resolve, reject) => {
    const sent = request({ hostname: '127.0.0.1', agent, port, path }, (response) => {
      const statusCode = response.statusCode as number;
      text(response).then((body) => resolve({ statusCode, body }), reject);
    });
    sent.on('error', reject);
    sent.end();
  });

export const startServer = async (options: NodeProcessOptions): Promise<RunningProgram> => {
  const server = startProcess(options);
  const lines = server.child.stdout as NodeJS.ReadableStream;
  const [port] = await Promise.race([once(lines, 'data'), server.ended]);
  const agent = new Agent({ keepAlive: true });
  return {
    ...server,
    send: ({ path }) => send(agent, Number(port), path),
    stop: () => {
      server.stop();
      agent.destroy();
    },
  };
};

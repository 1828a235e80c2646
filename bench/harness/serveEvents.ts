// Runs a program that takes its requests from Lambda's Runtime API.
import type { ProgramReply, RunningProgram } from './program.ts';
import type { RuntimeApi } from './runtimeApi.ts';
import type { NodeProcess } from './startProcess.ts';

/** The status is 0 when a function answers no HTTP response. */
const readReply = (answer: string): ProgramReply => {
  const { statusCode = 0, body = answer } = JSON.parse(answer);
  return { statusCode, body };
};

/**
 * Resolves when the program asks for its first event. Only the first process is measured; the others belong to the program
 * and stop with it.
 */
export const serveEvents = async (
  api: RuntimeApi,
  [measured, ...others]: [NodeProcess, ...NodeProcess[]],
): Promise<RunningProgram> => {
  const processes = [measured, ...others];
  const orEnded = <T>(promise: Promise<T>): Promise<T> =>
    Promise.race([promise, ...processes.map(({ ended }) => ended)]);
  const stop = () => {
    for (const process of processes) process.stop();
    api.close();
  };
  try {
    await orEnded(api.idle());
  } catch (error) {
    stop();
    throw error;
  }
  return { ...measured, send: async ({ event }) => readReply(await orEnded(api.invoke(event))), stop };
};

// The console's API of the running `npm start`.
import { findRunning } from '#local/running.ts';
import { UserError } from '#tools/userError.ts';

const notRunning = 'No local cloud runs here: npm start in another terminal. It keeps the traces.';

/** `path` is below /_console/api. Throws UserError when no local cloud runs, and with what the API says is wrong. */
export const askConsole = async (path: string): Promise<Response> => {
  const running = await findRunning();
  if (!running) throw new UserError(notRunning);
  const response = await fetch(`${running.url}/_console/api${path}`).catch(() => {
    throw new UserError(notRunning);
  });
  if (response.ok) return response;
  const { message } = (await response.json()) as { message: string };
  throw new UserError(message);
};

export const askConsoleJson = async <Result>(path: string): Promise<Result> =>
  (await (await askConsole(path)).json()) as Result;

/** Calls back with each line of an answer that goes on until the command ends. Empty lines keep the connection. */
export const followConsole = async (path: string, onLine: (value: unknown) => void): Promise<void> => {
  const { body } = await askConsole(path);
  let rest = '';
  for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(JSON.parse(line));
  }
};

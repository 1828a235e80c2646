// The database of the local cloud, as far as the console controls it.

/** By the control endpoint of data-api-emulator: `instance` is available, paused or resuming. */
export type DatabaseState = { instance: string; faults: readonly object[] };

/** Each action resolves with the state that it led to, and rejects with a ConsoleError that says what is wrong. */
export type ConsoleDatabase = {
  read(): Promise<DatabaseState>;
  addFault(rule: object): Promise<DatabaseState>;
  clearFaults(): Promise<DatabaseState>;
  pause(): Promise<DatabaseState>;
};

/** What a caller of the console's API may read. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError';
}

const ask = async (url: string, method: string, body?: object): Promise<DatabaseState> => {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) }).catch(() => {
    throw new ConsoleError(`The Data API at ${url} does not answer.`);
  });
  const state = (await response.json()) as DatabaseState & { message?: string };
  if (response.status !== 200) throw new ConsoleError(state.message ?? `status ${response.status}`);
  return state;
};

/** `url` is the emulator's. */
export const createConsoleDatabase = (url: string): ConsoleDatabase => ({
  read: () => ask(`${url}/_faults`, 'GET'),
  addFault: (rule) => ask(`${url}/_faults`, 'POST', rule),
  clearFaults: () => ask(`${url}/_faults`, 'DELETE'),
  pause: () => ask(`${url}/_pause`, 'POST'),
});

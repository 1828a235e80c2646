// Waits until a MySQL server answers.
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';

const answers = async (url: string): Promise<boolean> => {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 1_000 });
    await connection.end();
    return true;
  } catch {
    return false;
  }
};

/** Whether the server at `url` answers before it fails or `timeoutMs` are over. */
export const awaitServer = async (
  server: { readonly hasFailed: boolean },
  url: string,
  timeoutMs: number,
): Promise<boolean> => {
  const deadlineMs = Date.now() + timeoutMs;
  while (!server.hasFailed && Date.now() < deadlineMs) {
    if (await answers(url)) return true;
    await sleep(50);
  }
  return false;
};

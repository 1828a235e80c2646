// The worker thread of a ThreadHost.
import { parentPort, workerData } from 'node:worker_threads';
import { createInvoke } from './createInvoke.ts';
import { toFailure } from './functionError.ts';
import type { Call, Reply } from './threadHost.ts';

const invoke = createInvoke(workerData);

parentPort?.on('message', ({ id, event }: Call) => {
  const reply = (answer: Reply) => parentPort?.postMessage(answer);
  invoke(event).then(
    (payload) => reply({ id, payload }),
    (error: unknown) => reply({ id, failure: toFailure(error) }),
  );
});

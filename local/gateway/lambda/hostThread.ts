// The worker thread of a ThreadHost.
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { toFailure } from '#offline-cloud/lambda/functionError.ts';
import { compileCacheFolder } from '#tools/paths.ts';
import { createInvoke } from './createInvoke.ts';
import type { Call, Reply } from './threadHost.ts';

// The function's source needs no compiling from the second time on.
enableCompileCache(compileCacheFolder);
const invoke = createInvoke(workerData);

parentPort?.on('message', ({ id, event }: Call) => {
  const reply = (answer: Reply) => parentPort?.postMessage(answer);
  invoke(event).then(
    (payload) => reply({ id, payload }),
    (error: unknown) => reply({ id, failure: toFailure(error) }),
  );
});

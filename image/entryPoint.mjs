#!/var/lang/bin/node
// The image's entry point: Lambda's runtime client on Node as it is. The base image's own bootstrap goes through a shell
// and passes --expose-gc, with which Node and V8 refuse their code caches: a cold start takes 1.51 times the processor time
// (`npm run bench`).
import { existsSync } from 'node:fs';

const handler = process.argv[2];
process.env._HANDLER ??= handler;

if (process.env.AWS_LAMBDA_RUNTIME_API) {
  const places = ['/var/runtime/index.mjs', '/var/runtime/node_modules/aws-lambda-ric/index.mjs'];
  await import(places.find(existsSync));
} else {
  // Outside Lambda the base image's emulator serves the function on port 8080, and runs this again.
  const emulator = '/usr/local/bin/aws-lambda-rie';
  process.execve(emulator, [emulator, import.meta.filename, handler], process.env);
}

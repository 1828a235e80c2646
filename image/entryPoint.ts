#!/var/lang/bin/node
// The entry point of every image: Lambda's runtime client on Node as it is, without a shell.
// The base image's own entry point passes --expose-gc, with which Node and V8 refuse their code caches: a cold start then
// takes half as much processor time again (docs/reports/performance.md).
import { chooseStart } from './chooseStart.ts';

// Not by import, for the reason that loader.ts has.
const { existsSync } = process.getBuiltinModule('node:fs');
const handler = process.argv[2] as string;
process.env._HANDLER ??= handler;

const start = chooseStart({
  entryPoint: import.meta.filename,
  handler,
  inLambda: process.env.AWS_LAMBDA_RUNTIME_API !== undefined,
  exists: existsSync,
});
if ('module' in start) await import(start.module);
else process.execve?.(start.program[0], start.program, process.env);

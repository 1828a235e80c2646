// `npm run new -- function <name> …`: writes a new function.
import { log, runCommand } from '../command.ts';
import { readFunctions } from '../functions.ts';
import { generate } from '../generate/generate.ts';
import { UsageError } from '../userError.ts';
import { readNewFunction } from './readNewFunction.ts';
import { writeFunction } from './writeFunction.ts';

const manual = `npm run new -- function <name> --http 'GET /<path>' | --queue | --schedule 'rate(1 day)' | --direct

Writes functions/<name>/: handler, schema, test, and function.yml with its image, routes, role and limits; nothing else
needs an edit. What it answers is an example to replace: whether an address is in the directory.

  <name>     a verb and a noun in camelCase, as searchUser
  --http     HTTP requests to this path reach it
  --queue    batches of a queue of its own reach it, with events of the bus
  --schedule EventBridge Scheduler invokes it, by an expression such as 'rate(1 day)' or 'cron(0 3 * * ? *)'
  --direct   nothing reaches it: it is invoked by a person, or by a program with the right to
`;

const flags = {
  http: { type: 'string' },
  queue: { type: 'boolean' },
  schedule: { type: 'string' },
  direct: { type: 'boolean' },
} as const;

await runCommand({ manual, flags, maxArguments: 2 }, async (values, [subject, name]) => {
  if (subject !== 'function' || !name) throw new UsageError('Say "function" and its name; --help shows how.');
  const created = readNewFunction(name, values, readFunctions());
  const written = [...writeFunction(created), ...generate()];
  log(written.map((path) => `Wrote ${path}`).join('\n'));
  log(`\nNext: npm test -- functions/${name}`);
});

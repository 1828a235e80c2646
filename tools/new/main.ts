// `npm run new -- function <name> …`: writes a new function.
import { log, runCommand } from '../command.ts';
import { readFunctions } from '../functions.ts';
import { generate } from '../generate/generate.ts';
import { readNewFunction } from './readNewFunction.ts';
import { writeFunction } from './writeFunction.ts';

const command = {
  name: 'npm run new',
  description: `Writes functions/<name>/: handler, schema, test, and function.yml with its image, routes, role and limits;
    nothing else needs an edit. What it answers is an example to replace: whether an address is in the directory.`,
  arguments: {
    kind: { description: 'what to write', choices: ['function'] },
    name: { description: 'a verb and a noun in camelCase, such as searchUser' },
  },
  options: {
    http: { placeholder: 'route', description: "HTTP requests to it invoke the function: 'GET /teams'" },
    queue: {
      type: 'boolean',
      description: 'batches of a queue of its own invoke it, with events of the bus',
    },
    schedule: {
      placeholder: 'expression',
      description:
        "EventBridge Scheduler invokes it, by an expression such as 'rate(1 day)' or 'cron(0 3 * * ? *)'",
    },
    direct: { type: 'boolean', description: 'a person invokes it, or a program with the right to' },
  },
  examples: ["npm run new -- function listTeams --http 'GET /teams'"],
} as const;

await runCommand(command, async ({ name, ...values }) => {
  const created = readNewFunction(name, values, readFunctions());
  const written = [...writeFunction(created), ...generate()];
  log(written.map((path) => `Wrote ${path}`).join('\n'));
  log(`\nNext: npm test -- functions/${name}`);
});

// `npm run new -- function <name> …`: writes a new function.
import { execFileSync } from 'node:child_process';
import { log, runCommand } from '../command.ts';
import { readFunctions } from '../functions.ts';
import { generate } from '../generate/generate.ts';
import { root } from '../paths.ts';
import { UserError } from '../userError.ts';
import { countResources, maxResources } from './countResources.ts';
import { readNewFunction } from './readNewFunction.ts';
import { writeFunction } from './writeFunction.ts';

const command = {
  name: 'npm run new',
  description: `Writes functions/<name>/: handler, schema, test, and function.yml with its image, routes, role and limits, and
    brings every document up to date that derives from them; nothing else needs an edit. What it answers is an example to replace: whether an address is in the directory.`,
  arguments: {
    kind: { description: 'what to write', choices: ['function'] },
    name: { description: 'a verb and a noun in camelCase, such as searchUser' },
  },
  options: {
    http: {
      placeholder: 'route',
      description: 'HTTP requests to it invoke the function: a method and a path, which may have parameters',
    },
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
  examples: [
    "npm run new -- function listTeams --http 'GET /teams'",
    "npm run new -- function renameTeam --http 'PUT /teams/{id}'",
  ],
} as const;

/** Runs a command that derives documents, and returns the lines in which it says what it wrote. */
const derive = (module: string, ...args: string[]): string[] =>
  execFileSync(process.execPath, [module, ...args], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.startsWith('Wrote ') && !line.startsWith('Wrote nothing'));

await runCommand(command, async ({ name, ...values }) => {
  const existing = readFunctions();
  const created = readNewFunction(name, values, existing);
  if (countResources(existing) > maxResources) {
    throw new UserError(
      'The stack would come near the 500 resources that CloudFormation allows; see docs/scaling.md, "More functions".',
    );
  }
  const written = [...writeFunction(created), ...generate()].map((path) => `Wrote ${path}`);
  const derived = [...derive('api/generate/main.ts'), ...derive('cloud/cost/main.ts', '--docs')];
  log([...written, ...derived].join('\n'));
  log(`\nNext: npm test -- functions/${name}
      npm run check, which is green as it is
      npm start, again where it runs already, to serve the function`);
});

// `npm run invoke -- <function> [event]`: invokes a function from source, with a file or JSON.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runCommand } from '#tools/command.ts';
import { slsCommand } from '#tools/sls.ts';
import { UsageError, UserError } from '#tools/userError.ts';
import { describeIncomplete } from './describeIncomplete.ts';
import { readEvent } from './readEvent.ts';

const manual = `npm run invoke -- <function> [event]

Invokes a function from source, with an event file, with JSON, or with {}. Status 1 when it fails, or says of its result that
it is not complete:

  npm run invoke -- getUsers
  npm run invoke -- explainUser '{"email":"homer@thesimpsons.com"}'
  npm run invoke -- syncUsers functions/syncUsers/events/sqs.json
`;

/** An erasure, for one, waits up to 16 minutes for an export that was killed. */
const newsMs = 15_000;

await runCommand({ manual, flags: {}, maxArguments: 2 }, async (_flags, [name, event = '{}']) => {
  if (!name) throw new UsageError('Name a function; --help shows how.');
  const input = await readEvent(event);
  const [command, ...options] = slsCommand(['invoke', 'local', '-f', name]);
  const invocation = spawn(command as string, options, { stdio: ['pipe', 'pipe', 'inherit'] });
  invocation.stdin.end(input);
  const news = setInterval(() => {
    const elapsedS = Math.round(performance.now() / 1_000);
    process.stderr.write(`${name} still runs after ${elapsedS} s.\n`);
  }, newsMs);
  const printed: Buffer[] = [];
  invocation.stdout.on('data', (data: Buffer) => {
    printed.push(data);
    process.stdout.write(data);
  });
  const [status] = await once(invocation, 'close');
  clearInterval(news);
  process.exitCode = status ?? 1;
  const incomplete = describeIncomplete(Buffer.concat(printed).toString());
  if (incomplete) throw new UserError(incomplete);
});

// `npm run invoke -- <function> [event]`: invokes a function from source, with a file or JSON.
import { spawnSync } from 'node:child_process';
import { runCommand } from '#tools/command.ts';
import { slsCommand } from '#tools/sls.ts';
import { UsageError } from '#tools/userError.ts';
import { readEvent } from './readEvent.ts';

const manual = `npm run invoke -- <function> [event]

Invokes a function from source, with an event file, with JSON, or with {}:

  npm run invoke -- getUsers
  npm run invoke -- explainUser '{"email":"homer@thesimpsons.com"}'
  npm run invoke -- syncUsers functions/syncUsers/events/sqs.json
`;

await runCommand({ manual, flags: {}, maxArguments: 2 }, async (_flags, [name, event = '{}']) => {
  if (!name) throw new UsageError('Name a function; --help shows how.');
  const input = await readEvent(event);
  const [command, ...options] = slsCommand(['invoke', 'local', '-f', name]);
  const { status } = spawnSync(command as string, options, { input, stdio: ['pipe', 'inherit', 'inherit'] });
  process.exitCode = status ?? 1;
});

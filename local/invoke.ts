// `npm run invoke -- <function> [event.json]`: invokes a function from source, with an event file or with `{}`.
import { spawnSync } from 'node:child_process';
import { runCommand } from '#tools/command.ts';
import { slsCommand } from '#tools/sls.ts';
import { UsageError } from '#tools/userError.ts';

const manual = `npm run invoke -- <function> [event.json]

Invokes a function from source, with an event file or with {}: npm run invoke -- searchUser tests/e2e/events/search-homer.json
`;

await runCommand({ manual, flags: {}, maxArguments: 2 }, async (_flags, [name, eventFile]) => {
  if (!name) throw new UsageError('Name a function; --help shows how.');
  const event = eventFile ? ['-p', eventFile] : ['-d', '{}'];
  const [command, ...options] = slsCommand(['invoke', 'local', '-f', name, ...event]);
  process.exitCode = spawnSync(command as string, options, { stdio: 'inherit' }).status ?? 1;
});

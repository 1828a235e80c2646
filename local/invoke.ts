// `npm run invoke -- <function> [event.json]`: invokes a function from source, with an event file or with `{}`.
import { spawnSync } from 'node:child_process';
import { slsCommand } from '#tools/sls.ts';

const [name, eventFile] = process.argv.slice(2);
if (!name) {
  process.stderr.write('Usage: npm run invoke -- <function> [event.json]\n');
  process.exit(2);
}
const event = eventFile ? ['-p', eventFile] : ['-d', '{}'];
const [command, ...options] = slsCommand(['invoke', 'local', '-f', name, ...event]);
process.exitCode = spawnSync(command as string, options, { stdio: 'inherit' }).status ?? 1;

// `npm run build [-- <function>…]`: bundles functions into dist/ and prints sizes by package.
import { log, runCommand } from '#tools/command.ts';
import { functionNames } from '#tools/functions.ts';
import { bundle } from './bundle.ts';
import { sizeTable } from './sizeTable.ts';

const command = {
  name: 'npm run build',
  description: 'Bundles the named functions, or all, into dist/ and prints their sizes by package.',
  arguments: { function: { multiple: true, description: 'a function', choices: functionNames() } },
} as const;

await runCommand(command, async ({ function: named }) => {
  const names = named.length > 0 ? named : functionNames();
  const metafiles = await Promise.all(names.map(async (name) => [name, await bundle(name)] as const));
  log(sizeTable(new Map(metafiles)));
});

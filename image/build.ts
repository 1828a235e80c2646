// `npm run build [-- <function>…]`: bundles functions into dist/ and prints sizes by package.
import { log, runCommand } from '#tools/command.ts';
import { functionNames } from '#tools/functions.ts';
import { UsageError } from '#tools/userError.ts';
import { bundle } from './bundle.ts';
import { sizeTable } from './sizeTable.ts';

const manual = `npm run build [-- <function>…]

Bundles the named functions, or all, into dist/ and prints their sizes by package.
`;

await runCommand({ manual, flags: {}, maxArguments: Number.POSITIVE_INFINITY }, async (_flags, named) => {
  const known = functionNames();
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no function "${unknown}". Functions: ${known.join(', ')}.`);
  }
  const names = named.length > 0 ? named : known;
  const metafiles = await Promise.all(names.map(async (name) => [name, await bundle(name)] as const));
  log(sizeTable(new Map(metafiles)));
});

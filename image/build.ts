// `npm run build [-- <function>…]`: bundles the named functions, or all, into dist/ and prints their sizes by package.
import { bundle } from './bundle.ts';
import { functionNames } from './functionNames.ts';
import { sizeTable } from './sizeTable.ts';

const known = functionNames();
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !known.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no function "${unknown}". Functions: ${known.join(', ')}.\n`);
  process.exit(2);
}
const names = asked.length > 0 ? asked : known;
const metafiles = await Promise.all(names.map(async (name) => [name, await bundle(name)] as const));
process.stdout.write(`${sizeTable(new Map(metafiles))}\n`);

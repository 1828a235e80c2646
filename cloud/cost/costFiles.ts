// The files that hold costs: blocks between marks in docs/, and the costs of decisions.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import { costBlocks } from './costBlocks.ts';
import { decisionCosts } from './decisionCosts.ts';

const mark = /(<!-- npm run cost: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** The document with each block as the model has it. Throws an error for a block that nobody makes. */
const withCosts = (document: string): string =>
  document.replaceAll(mark, (_all, begin: string, name: string, end: string) => {
    const make = costBlocks[name];
    if (!make) throw new Error(`There is no block "${name}".`);
    return `${begin}\n${make()}\n${end}`;
  });

/** The document without its blocks. */
export const withoutCosts = (document: string): string => document.replaceAll(mark, '');

/** Repository paths, each with what makes its right text of the present one. */
export const costFiles: Readonly<Record<string, (present: string) => string>> = {
  'docs/deploy.md': withCosts,
  'docs/scaling.md': withCosts,
  'cloud/parameters/decisionCosts.json': () => `${JSON.stringify(decisionCosts(), null, 2)}\n`,
};

/** Returns the repository paths of what it wrote. */
export const updateCostFiles = (): string[] =>
  Object.entries(costFiles)
    .filter(([path, update]) => {
      const file = join(root, path);
      const present = readFileSync(file, 'utf8');
      const right = update(present);
      if (right === present) return false;
      writeFileSync(file, right);
      return true;
    })
    .map(([path]) => path);

// The costs in docs/: blocks between marks, made of the model.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';
import { costBlocks } from './costBlocks.ts';

export const costDocuments = ['docs/deploy.md', 'docs/scaling.md'];

const mark = /(<!-- npm run cost: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g;

/** The document with each block as the model has it. Throws an error for a block that nobody makes. */
export const withCosts = (document: string): string =>
  document.replaceAll(mark, (_all, begin: string, name: string, end: string) => {
    const make = costBlocks[name];
    if (!make) throw new Error(`There is no block "${name}".`);
    return `${begin}\n${make()}\n${end}`;
  });

/** The document without its blocks. */
export const withoutCosts = (document: string): string => document.replaceAll(mark, '');

/** Returns the repository paths of what it wrote. */
export const updateDocuments = (): string[] =>
  costDocuments.filter((path) => {
    const file = join(root, path);
    const present = readFileSync(file, 'utf8');
    const right = withCosts(present);
    if (right === present) return false;
    writeFileSync(file, right);
    return true;
  });

// The tags of the images of a checkout: what changes them, and what does not.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';

/** Three stand for all. */
const names = ['getUsers', 'searchUser', 'migrate'];

const program = `
  const { imageTag } = await import('./cloud/deploy/steps/imageTag.ts');
  const tags = process.argv.slice(1).map(async (name) => [name, await imageTag(name, 'base', 'linux/arm64')]);
  console.log(JSON.stringify(Object.fromEntries(await Promise.all(tags))));`;

/** By function, from a process of its own: the bundler and V8 start afresh. */
const tagsOf = async ({ run }: Checkout): Promise<Record<string, string>> =>
  JSON.parse(await run('--input-type=module', '--eval', program, ...names));

let clones: Checkout[];
beforeEach(async () => {
  clones = [await copyCheckout(), await copyCheckout()];
});
afterEach(() => Promise.all(clones.map(({ remove }) => remove())));

test('they are the same in two clones, and another for the one function that has changed', async () => {
  const [first, second] = clones as [Checkout, Checkout];
  const tags = await tagsOf(first);
  expect(new Set(Object.values(tags)).size).toBe(names.length);
  expect(await tagsOf(second)).toEqual(tags);

  // A comment is in no bundle.
  appendFileSync(join(second.folder, 'functions/getUsers/handler.ts'), '\n// The end.\n');
  appendFileSync(join(second.folder, 'functions/searchUser/handler.ts'), '\nglobalThis.isChanged = true;\n');
  const { searchUser, ...others } = await tagsOf(second);
  expect({ ...others, searchUser: tags.searchUser }).toEqual(tags);
  expect(searchUser).not.toBe(tags.searchUser);
});

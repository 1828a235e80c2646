// The code cache, and that the build invokes no function without a route.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addEraser, eraser } from '#tests/support/addEraser.ts';
import { type Checkout, copyCheckout } from '#tests/support/checkout.ts';

const names = ['searchUser', 'migrate', eraser];

let checkout: Checkout;
let trace: string;

beforeAll(async () => {
  checkout = await copyCheckout();
  trace = join(checkout.folder, 'erased.json');
  await addEraser(checkout.folder, trace);
  await checkout.run('image/build.ts', ...names);
}, 120_000);
afterAll(() => checkout?.remove());

const homeOf = (name: string): string => join(checkout.folder, 'dist', name, 'functions', name);

/** Runs a program that has the exports of a function's image as `image`, in an environment that a request waits for. */
const runImage = async (home: string, program: string, ...nodeOptions: string[]): Promise<string> => {
  const file = join(home, 'program.mjs');
  const load = `const image = await import(${JSON.stringify(join(home, 'handler.mjs'))});`;
  const environment = "process.env.AWS_LAMBDA_INITIALIZATION_TYPE = 'on-demand';";
  writeFileSync(file, `${environment}\n${load}\n${program}`);
  const args = [...nodeOptions, file];
  return (await checkout.run(args[0] as string, ...args.slice(1))).trim();
};

/** Whether V8 rejected the code cache; undefined where there is none. */
const rejection = 'console.log(typeof image.handler, image.script.cachedDataRejected)';

describe('the code cache', () => {
  test.each(names)('of %s is accepted by the Node that took it', async (name) => {
    expect(await runImage(homeOf(name), rejection)).toBe('function false');
  });

  test('is passed over by a Node with other options, and the function loads', async () => {
    expect(await runImage(homeOf('searchUser'), rejection, '--expose-gc')).toBe('function true');
  });

  test('is passed over when it is of another bundle, and the function loads', async () => {
    const home = `${homeOf('searchUser')}-changed`;
    cpSync(homeOf('searchUser'), home, { recursive: true });
    const script = readFileSync(join(home, 'bundle.cjs'), 'utf8');
    writeFileSync(join(home, 'bundle.cjs'), script.replace('(function(', ' (function('));
    expect(await runImage(home, rejection)).toBe('function true');
  });

  test('may be missing', async () => {
    const home = `${homeOf('searchUser')}-uncached`;
    cpSync(homeOf('searchUser'), home, { recursive: true });
    rmSync(join(home, 'bundle.cache'));
    expect(await runImage(home, rejection)).toBe('function undefined');
  });
});

describe('priming', () => {
  test.each([
    ['searchUser', 'function'],
    ['migrate', 'undefined'],
    [eraser, 'undefined'],
  ])('is in the image of %s as: %s', async (name, type) => {
    expect(await runImage(homeOf(name), 'console.log(typeof image.prime)')).toBe(type);
  });
});

describe('a function that erases everything when it is invoked', () => {
  test('is left alone by its build, by its code cache, and by the start of its image', async () => {
    expect(await runImage(homeOf(eraser), rejection)).toBe('function false');
    expect(existsSync(trace)).toBe(false);
    expect(await runImage(homeOf(eraser), 'console.log(await image.handler({}))')).toBe('erased');
    expect(existsSync(trace)).toBe(true);
  });
});

// The container images under Docker: the same cases as the API, through Lambda's runtime interface, and what is in them.
import { globSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedFile } from '#local/seed.ts';
import { address, docker, down, imageOf, logs, up } from '#tests/support/compose.ts';
import type { HttpAnswer } from '#tests/support/createInvoke.ts';
import { httpEvent } from '#tests/support/events.ts';
import { people } from '#tests/support/people.ts';
import { type FunctionDeclaration, hasRoute, kebabName, readFunctions } from '#tools/functions.ts';
import { root } from '#tools/paths.ts';
import { apiCases } from '../e2e/apiCases.ts';

const filesAt = (path: string): string[] =>
  [path, ...globSync(`${path}/**/*`, { cwd: root })].filter((found) => statSync(join(root, found)).isFile());

/** The files of a function's image. */
const taskRoot = (declared: FunctionDeclaration): string[] => {
  const cache = hasRoute(declared) ? ['bundle.cache'] : [];
  const bundled = [...cache, 'bundle.cjs', 'handler.mjs'].map((file) => `functions/${declared.name}/${file}`);
  return [...declared.image.files.flatMap(filesAt), 'entryPoint.mjs', ...bundled, 'handler.mjs'].sort();
};

const functions = readFunctions();
const serviceOf = ({ name }: FunctionDeclaration): string => kebabName(name);
const services = functions.map(serviceOf);

const base = 'public.ecr.aws/lambda/nodejs:24';
const maxBytesOverBase = 512 * 1024;

const addresses = new Map<string, string>();

/** Invokes an image as Lambda does: POST of the event to the runtime interface. */
const invoke = async (image: string, event: unknown): Promise<unknown> => {
  const url = `http://${addresses.get(image)}/2015-03-31/functions/function/invocations`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(event) });
  return response.json();
};

const imageByPath = new Map(
  functions.flatMap((declared) =>
    Object.values(declared.events)
      .flat()
      .map(({ httpApi }) => [httpApi?.path, serviceOf(declared)]),
  ),
);

/** What API Gateway does: the request becomes an event of payload 2.0, the result becomes the response. */
const request = async (pathAndQuery: string, { method = 'GET' }: RequestInit = {}): Promise<Response> => {
  const [path, query = ''] = pathAndQuery.split('?') as [string, string?];
  const answer = (await invoke(
    imageByPath.get(path) as string,
    httpEvent(path, query, method),
  )) as HttpAnswer;
  return new Response(answer.body, { status: answer.statusCode, headers: answer.headers });
};

beforeAll(async () => {
  up(...services);
  for (const service of services) addresses.set(service, address(service, 8080));
  expect(await invoke('migrate', {})).toMatchObject({
    applied: { length: globSync('db/migrations/*.sql', { cwd: root }).length },
  });
  const seed = JSON.parse(await readFile(seedFile, 'utf8'));
  expect(await invoke('sync-users', seed)).toEqual({ outcomes: seed.map(() => 'applied') });
}, 600_000);

afterAll(() => {
  down();
}, 60_000);

apiCases(() => ({ request, output: async () => logs(...services) }));

describe('a direct invocation', () => {
  test('returns the bare result', async () => {
    expect(await invoke('search-user', { email: 'homer@thesimpsons.com' })).toEqual(people[0]);
    expect(await invoke('get-users', { limit: 2 })).toEqual(people.slice(0, 2));
  });

  test('fails by the name of its error', async () => {
    expect(await invoke('search-user', { email: 'mr.burns@thesimpsons.com' })).toMatchObject({
      errorType: 'UserNotFound',
      errorMessage: 'User not found.',
    });
  });

  test('applies the migrations once', async () => {
    expect(await invoke('migrate', {})).toEqual({ applied: [] });
  });
});

describe.each(functions)('the image of $name', (declared) => {
  const service = serviceOf(declared);
  const inspect = (image: string) => JSON.parse(docker('image', 'inspect', image))[0];

  test('adds one layer of its task root to the base, with these files and no others', () => {
    const [image, parent] = [inspect(imageOf(service)), inspect(base)];
    expect(image.RootFS.Layers.slice(0, -1)).toEqual(parent.RootFS.Layers);
    const files = docker('run', '--rm', '--entrypoint', 'find', imageOf(service), '.', '-type', 'f');
    const names = files.trim().split('\n').sort();
    expect(names).toEqual(taskRoot(declared).map((name) => `./${name}`));
  });

  test(`is at most ${maxBytesOverBase / 1024} KiB larger than its base`, () => {
    const overBase = inspect(imageOf(service)).Size - inspect(base).Size;
    process.stdout.write(`${service}: ${overBase} bytes over its base\n`);
    expect(overBase).toBeLessThanOrEqual(maxBytesOverBase);
  });

  test('starts Node without a shell and without --expose-gc', () => {
    const { Config } = inspect(imageOf(service));
    expect(Config.Entrypoint).toEqual(['/var/task/entryPoint.mjs']);
    const first = docker('run', '--rm', '--entrypoint', 'head', imageOf(service), '-1', 'entryPoint.mjs');
    expect(first.trim()).toBe('#!/var/lang/bin/node');
  });

  test('does not run as root, and sets nothing in the environment', () => {
    const { Config } = inspect(imageOf(service));
    expect(Config.User).toBe('65534:65534');
    expect(Config.Env).toEqual(inspect(base).Config.Env);
  });

  test('holds no key and no name of this machine', () => {
    const text = docker('run', '--rm', '--entrypoint', 'cat', imageOf(service), ...taskRoot(declared));
    expect(text).not.toMatch(/AKIA[A-Z0-9]{16}|BEGIN [A-Z ]*PRIVATE KEY|sourceMappingURL/);
    expect(text).not.toContain(process.cwd());
  });
});

test.each(functions.filter(hasRoute))('V8 accepts the code cache of $name', (declared) => {
  const module = `/var/task/functions/${declared.name}/handler.mjs`;
  const program = `import('${module}').then(({ script }) => console.log(script.cachedDataRejected))`;
  const run = ['run', '--rm', '--entrypoint', 'node', imageOf(serviceOf(declared)), '--eval', program];
  expect(docker(...run).trim()).toBe('false');
});

// The packed package in empty folders, each recipe on each Node that it supports.
import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const run = promisify(execFile);
const packageFolder = join(import.meta.dirname, '../..');
const recipes = join(packageFolder, 'recipes');
const work = mkdtempSync(join(tmpdir(), 'data-api-emulator-package-'));

const nodeVersions = ['20', '22', '24'];
/** Recipes whose own packages need a newer Node than the emulator does. */
const leastNode: Readonly<Record<string, number>> = { vitest: 22, 'serverless-offline': 22 };

let tarball: string;

/** Runs npm with the Node of this process, which resolves `scripts` with the Node of `version`. */
const npm = (folder: string, version: string | undefined, ...args: string[]) => {
  const node = version === undefined ? [] : [join(work, version, 'bin')];
  const { NODE_OPTIONS: _own, ...environment } = process.env;
  const env = {
    ...environment,
    PATH: [...node, process.env.PATH].join(delimiter),
    // Its image is of Docker Hub, and this suite removes its own containers.
    TESTCONTAINERS_RYUK_DISABLED: 'true',
  };
  return run('npm', args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 }).catch(({ message, stdout }) => {
    // What failed is on stdout.
    throw new Error(`${message}${stdout}`);
  });
};

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** npm brings Node itself. */
const installNode = async (version: string): Promise<void> => {
  const folder = join(work, version);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const name = `node-${process.platform}-${process.arch}`;
  await npm(folder, undefined, 'install', ...quiet, `${name}@${version}`);
  symlinkSync(join(folder, 'node_modules', name, 'bin', 'node'), join(folder, 'bin', 'node'));
};

/** Copies the recipe, whose emulator is the packed one, and installs it. */
const installRecipe = async (recipe: string): Promise<string> => {
  const folder = join(work, recipe);
  cpSync(join(recipes, recipe), folder, { recursive: true });
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (description.devDependencies['data-api-emulator'])
    description.devDependencies['data-api-emulator'] = `file:${tarball}`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify(description));
  await npm(folder, undefined, 'install', ...quiet);
  return folder;
};

const versionsOf = (recipe: string): string[] =>
  nodeVersions.filter((version) => Number(version) >= (leastNode[recipe] ?? 20));

beforeAll(async () => {
  await run(process.execPath, ['../../tools/buildPackage.ts'], { cwd: packageFolder });
  const args = ['pack', './dist', '--pack-destination', work, '--json', '--loglevel=error'];
  const { stdout } = await npm(packageFolder, undefined, ...args);
  tarball = join(work, JSON.parse(stdout)[0].filename);
  await Promise.all(nodeVersions.map(installNode));
}, 300_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

const names = [
  ...['node-test', 'vitest', 'jest', 'kysely', 'drizzle', 'typeorm', 'data-api-client'],
  ...['serverless-offline', 'python', 'aws-cli'],
];

describe.each(names)('the recipe %s', (recipe) => {
  let folder: string;
  beforeAll(async () => {
    folder = await installRecipe(recipe);
  }, 300_000);

  test.each(versionsOf(recipe))(
    'passes on Node %s',
    async (version) => {
      await expect(npm(folder, version, 'test')).resolves.toBeDefined();
    },
    300_000,
  );
});

describe.each(nodeVersions)('the package on Node %s', (version) => {
  const folder = join(work, 'node-test');

  test('can be required', async () => {
    const program = "console.log(typeof require('data-api-emulator').startDataApi)";
    const node = join(work, version, 'bin', 'node');
    const { stdout } = await run(node, ['--input-type=commonjs', '--eval', program], { cwd: folder });
    expect(stdout).toBe('function\n');
  });

  test('has a command that says what it is', async () => {
    const { stdout } = await npm(folder, version, 'exec', '--', 'data-api-emulator', '--help');
    expect(stdout).toMatch(/^An emulator of the RDS Data API/);
  });
});

const hasDocker = spawnSync('docker', ['info']).status === 0;

(hasDocker ? describe : describe.skip)('the image', () => {
  beforeAll(async () => {
    const repository = join(packageFolder, '../..');
    const dockerfile = 'packages/data-api-emulator/Dockerfile';
    await run('docker', ['build', '-f', dockerfile, '-t', 'data-api-emulator', '.'], { cwd: repository });
  }, 600_000);

  test('answers in the container of Testcontainers', async () => {
    const folder = await installRecipe('testcontainers');
    await expect(npm(folder, '24', 'test')).resolves.toBeDefined();
  }, 300_000);

  test('answers under compose, with a schema and data that it keeps', async () => {
    const cwd = join(recipes, 'compose');
    await run('docker', ['compose', 'up', '--wait'], { cwd });
    const answer = await fetch('http://localhost:8080/');
    await run('docker', ['compose', 'down', '--volumes'], { cwd });
    expect(await answer.json()).toEqual({ instance: 'available' });
  }, 300_000);
});

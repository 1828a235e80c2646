// The packed package and the example in an empty folder, on each Node that the package supports.
import { execFile } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deadOrder, invoiceOf, order, report } from '../support/orders.ts';
import { type Offline, startOffline } from '../support/startOffline.ts';

const run = promisify(execFile);
const packageFolder = join(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'serverless-offline-cloud-package-'));
const service = join(work, 'orders');
const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts', '--prefer-offline'];

const npm = (folder: string, ...args: string[]) => {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return run('npm', args, { cwd: folder, env });
};

/** npm brings Node itself. */
const installNode = async (version: string): Promise<string> => {
  const folder = join(work, version);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const name = `node-${process.platform}-${process.arch}`;
  await npm(folder, 'install', ...quiet, `${name}@${version}`);
  return join(folder, 'node_modules', name, 'bin/node');
};

const installExample = async (): Promise<void> => {
  cpSync(join(packageFolder, 'example'), service, { recursive: true });
  const description = JSON.parse(readFileSync(join(service, 'package.json'), 'utf8'));
  const [tarball] = readdirSync(work).filter((name) => name.endsWith('.tgz'));
  description.devDependencies['serverless-offline-cloud'] = `file:../${tarball}`;
  writeFileSync(join(service, 'package.json'), JSON.stringify(description));
  await npm(service, 'install', ...quiet);
};

beforeAll(async () => {
  await npm(packageFolder, 'run', '--silent', 'build');
  await npm(packageFolder, 'pack', './dist', '--pack-destination', work, '--silent');
  await installExample();
}, 600_000);
afterAll(() => rmSync(work, { recursive: true, force: true }));

test('the package has JavaScript, types, the page and documents, and no sources', () => {
  const names = readdirSync(join(service, 'node_modules/serverless-offline-cloud'), { recursive: true }).map(
    String,
  );
  expect(names).toEqual(
    expect.arrayContaining([
      ...['plugin.js', 'plugin.d.ts', 'lambda/handler.js'],
      ...['index.html', 'page.css', 'main.js'],
      ...['README.md', 'CHANGELOG.md', 'LICENSE', 'LICENSE.preact'],
    ]),
  );
  expect(names.filter((name) => /(?<!\.d)\.tsx?$|\.test\./.test(name))).toEqual([]);
});

test('npm may publish it, and its types need those of Node alone', async () => {
  const installed = join(service, 'node_modules/serverless-offline-cloud/package.json');
  expect(JSON.parse(readFileSync(installed, 'utf8'))).not.toHaveProperty('private');
  const file = join(service, 'types.mts');
  writeFileSync(file, "export { default, type ServerlessFramework } from 'serverless-offline-cloud';\n");
  const folderOf = (name: string) => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  const types = ['--typeRoots', dirname(folderOf('@types/node')), '--types', 'node'];
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', ...types];
  await run(process.execPath, [join(folderOf('typescript'), 'bin/tsc'), ...flags, file], { cwd: service });
  rmSync(file);
}, 60_000);

test('nothing of data-api-emulator needs to be installed', () => {
  expect(existsSync(join(service, 'node_modules/data-api-emulator'))).toBe(false);
});

describe.each(['22', '24'])('the example on Node %s', (version) => {
  let offline: Offline;
  beforeAll(async () => {
    const framework = join(service, 'node_modules/osls');
    offline = await startOffline({ folder: service, node: await installNode(version), framework });
  }, 300_000);
  afterAll(() => offline?.stop());

  test('turns an order into an invoice', async () => {
    expect(await order(offline, 'tea', 2)).toBe(202);
    await invoiceOf(offline, 'tea');
    expect(await report(offline)).toEqual({ invoices: 1 });
  }, 60_000);

  test('keeps an order that cannot be as a dead letter', async () => {
    expect(await order(offline, 'air', 0)).toBe(202);
    expect(await deadOrder(offline)).toEqual({ item: 'air', count: 0 });
  }, 60_000);

  test('shows the console', async () => {
    const page = await fetch(`${offline.url}/_console/`);
    expect(page.status).toBe(200);
    expect((await fetch(`${offline.url}/_console/main.js`)).headers.get('content-type')).toContain(
      'javascript',
    );
  });
});

test('an enum runs by tsx, where serverless.yml imports it', async () => {
  await npm(service, 'install', ...quiet, '--save-dev', 'tsx');
  const settings = '\ncustom: { serverless-offline-cloud: { imports: [tsx/esm] } }\n';
  appendFileSync(join(service, 'serverless.yml'), settings);
  const source = join(service, 'src/reportInvoices');
  writeFileSync(
    `${source}.ts`,
    "enum Told { Nothing = 'nothing' }\nexport const handler = async () => Told.Nothing;\n",
  );
  rmSync(`${source}.mjs`);
  const offline = await startOffline({ folder: service, framework: join(service, 'node_modules/osls') });
  expect(await report(offline)).toBe('nothing');
  await offline.stop();
}, 300_000);

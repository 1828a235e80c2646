// The workflows of .github: code is pinned by commit, and no typed text reaches a shell.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readStage, stageNames } from '#cloud/parameters/readStage.ts';

const folder = join(import.meta.dirname, '../../.github/workflows');
const workflows = readdirSync(folder).map(
  (name) => [name, readFileSync(join(folder, name), 'utf8')] as const,
);

test.each(workflows)('%s pins every action by its commit', (_name, text) => {
  const actions = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
  expect(actions.length).toBeGreaterThan(0);
  for (const action of actions) expect(action).toMatch(/@[\da-f]{40}$/);
});

test.each(workflows)('%s gives the token no right by default but to read', (_name, text) => {
  expect(text).toMatch(/^permissions:\n {2}contents: read\n/m);
});

test.each(workflows)('%s puts no expression into a command', (_name, text) => {
  expect(text).not.toMatch(/run:.*\$\{\{/);
});

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

test('deploy.yml offers the stages that have a file', () => {
  const offered = /options: \[(.+)\]/.exec(read('deploy.yml'))?.[1]?.split(', ');
  expect(offered).toEqual(stageNames());
});

test.each(stageNames())('deploy.yml runs on the processor that the images of %s are for', async (stage) => {
  const runners = { arm64: 'ubuntu-24.04-arm', x86_64: 'ubuntu-24.04' };
  const { architecture } = await readStage(stage, 'eu-central-1');
  expect(read('deploy.yml')).toContain(`    runs-on: ${runners[architecture]}\n`);
});

test('deploy.yml installs and bundles before it has credentials', () => {
  const steps = ['node tools/install.mjs', 'npm run build', 'configure-aws-credentials', 'npm run deploy'];
  const places = steps.map((step) => read('deploy.yml').indexOf(step));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('deploy.yml keeps the bill of materials that npm run sbom writes', () => {
  const steps = ['npm run sbom', 'actions/upload-artifact@', 'path: dist/sbom.cdx.json', 'npm run deploy'];
  const places = steps.map((step) => read('deploy.yml').indexOf(step));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('base-image.yml raises what a deployment builds on', () => {
  expect(read('base-image.yml')).toContain('npm run base-image');
  expect(read('base-image.yml')).toContain('-- image/base.json');
});

test('no package runs a script of its own while an image is built', () => {
  const dockerfile = readFileSync(join(folder, '../../Dockerfile.lambda'), 'utf8');
  const installs = [...dockerfile.matchAll(/npm (?:ci|install)\b.*/g)].map(([command]) => command);
  expect(installs.length).toBeGreaterThan(0);
  for (const command of installs) expect(command).toContain('--ignore-scripts');
});

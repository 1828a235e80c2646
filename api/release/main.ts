// `npm run release`: promises the contract as it is, under a new version.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { log, runCommand } from '#tools/command.ts';
import { root } from '#tools/paths.ts';
import { UserError } from '#tools/userError.ts';
import { currentContract, releasedContract } from '../contract.ts';
import { refuseBreaks } from '../lint/refuseBreaks.ts';
import { planRelease } from './planRelease.ts';

const command = {
  name: 'npm run release',
  description: `Writes the version into package.json and api/openapi.json, the contract into api/released.json, and what
    CHANGELOG.md says under "Unreleased" under the version; commits, and tags the commit v<version>. Pushes nothing.

    Refuses uncommitted changes, a version that is not greater than the released one, and a change that breaks callers or
    senders without a new major version.`,
  arguments: { version: { description: 'such as 1.4.0' } },
};

const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const readSources = () => ({
  released: releasedContract(),
  current: currentContract(),
  changelog: read('CHANGELOG.md'),
  packages: Object.fromEntries(['package.json', 'package-lock.json'].map((name) => [name, read(name)])),
  date: new Date().toISOString().slice(0, 10),
});

await runCommand(command, async ({ version }) => {
  if (git('status', '--porcelain') !== '') throw new UserError('There are uncommitted changes.');
  const files = planRelease(version, readSources(), refuseBreaks);
  for (const [path, text] of files) writeFileSync(join(root, path), text);
  git('commit', '--quiet', '--all', '--message', `Release ${version}`);
  git('tag', '--annotate', `v${version}`, '--message', `Version ${version}`);
  log(`Released ${version}: git push --follow-tags`);
});

// The package as another project installs it: packed, from its tarball, without a network.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';

const run = promisify(execFile);
const packageFolder = join(import.meta.dirname, '..');
const tsc = join(createRequire(import.meta.url).resolve('typescript/package.json'), '..', 'bin', 'tsc');

const program = `
import { ProblemError, usersClient } from 'users-client';

const answers = [
  () => Response.json({ message: 'Too Many Requests' }, { status: 429 }),
  () => Response.json({ email: 'a@b', phoneNumber: '1' }),
  () => Response.json({ message: 'Forbidden' }, { status: 403 }),
];
const client = usersClient({ baseUrl: 'https://a.example', fetch: async () => answers.shift()() });
console.log((await client.search('a@b')).phoneNumber);
console.log(await client.search('a@b').catch((error) => error instanceof ProblemError && error.code));
`;

const typedProgram = `
import { type DirectoryUser, type ProblemCode, ProblemError, type UsersClient, usersClient } from 'users-client';

const client: UsersClient = usersClient({ baseUrl: 'https://a.example', attempts: 1 });
export const find = async (email: string): Promise<DirectoryUser | undefined> => client.search(email);
export async function* list(signal: AbortSignal): AsyncGenerator<string> {
  for await (const { email } of client.users({ pageSize: 10, signal })) yield email;
}
export const explain = (error: unknown): ProblemCode | 'unknown' | undefined =>
  error instanceof ProblemError ? error.code : undefined;
// @ts-expect-error: no code of this API
export const isOther = (error: ProblemError): boolean => error.code === 'other';
`;

describe('the packed package', () => {
  let project: string;

  beforeAll(async () => {
    await run(process.execPath, ['../../tools/buildPackage.ts'], { cwd: packageFolder });
    project = mkdtempSync(join(tmpdir(), 'users-client-packed-'));
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    writeFileSync(join(project, 'program.js'), program);
    writeFileSync(join(project, 'program.ts'), typedProgram);
    await run('npm', ['pack', join(packageFolder, 'dist'), '--silent'], { cwd: project });
    const [tarball] = readdirSync(project).filter((name) => name.endsWith('.tgz'));
    const options = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    await run('npm', ['install', ...options, `./${tarball}`], { cwd: project });
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test('has JavaScript, types and documents, and no sources', () => {
    const names = readdirSync(join(project, 'node_modules/users-client'));
    expect(names).toEqual(expect.arrayContaining(['index.js', 'index.d.ts', 'README.md', 'LICENSE']));
    expect(names.filter((name) => /(?<!\.d)\.ts$|test/.test(name))).toEqual([]);
  });

  test('works from JavaScript', async () => {
    expect((await run(process.execPath, ['program.js'], { cwd: project })).stdout).toBe('1\nforbidden\n');
  });

  test.each([
    [
      'the types of Node',
      ['--types', 'node', '--typeRoots', join(packageFolder, '../../node_modules/@types')],
    ],
    ['the types of browsers', ['--lib', 'es2023,dom,dom.asynciterable', '--types', '']],
  ])('has types that a strict project with %s accepts', async (_case, options) => {
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', ...options];
    await expect(
      run(process.execPath, [tsc, ...flags, 'program.ts'], { cwd: project }),
    ).resolves.toMatchObject({
      stdout: '',
    });
  });

  test('has less than 2.5 KB, minified, and imports nothing', async () => {
    const { outputFiles, metafile } = await build({
      entryPoints: [join(project, 'node_modules/users-client/index.js')],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
      metafile: true,
    });
    expect(outputFiles[0]?.contents.length).toBeLessThanOrEqual(2_500);
    expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  });
});

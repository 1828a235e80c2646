// The package as another project installs it: packed, in its node_modules, without the sources.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isReal } from './support/target.ts';

const run = promisify(execFile);
const packageFolder = join(import.meta.dirname, '..');
const resolve = createRequire(import.meta.url).resolve;
const folderOf = (dependency: string): string => join(resolve(`${dependency}/package.json`), '..');

const program = `
import { type Emulator, startEmulator, StartError } from 'data-api-emulator';
import { checkOrigin, createOriginRule } from 'data-api-emulator/local-server';

const emulator: Emulator = await startEmulator({
  databaseUrl: process.env['TEST_DATABASE_URL'] as string,
  resourceArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:users',
  secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:users',
});
emulator.faults.add({ fault: 'throttling' });
const response = await fetch(new URL('/Execute', emulator.url), {
  method: 'POST',
  headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0' },
  body: '{}',
});
const refusal = checkOrigin({ host: 'localhost' }, createOriginRule({ listensOn: '127.0.0.1' }));
console.log(response.headers.get('x-amzn-errortype'), StartError.name, refusal);
await emulator.stop();
`;

(isReal ? describe.skip : describe)('the built package', () => {
  let project: string;

  beforeAll(async () => {
    await run(process.execPath, ['../../tools/buildPackage.ts'], { cwd: packageFolder });
    project = mkdtempSync(join(tmpdir(), 'data-api-emulator-built-'));
    const modules = join(project, 'node_modules');
    mkdirSync(join(modules, '@types'), { recursive: true });
    cpSync(join(packageFolder, 'dist'), join(modules, 'data-api-emulator'), { recursive: true });
    for (const dependency of ['mysql2', '@types/node']) {
      symlinkSync(folderOf(dependency), join(modules, dependency));
    }
    writeFileSync(join(project, 'package.json'), '{"type":"module"}');
    writeFileSync(join(project, 'program.ts'), program);
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test('starts an emulator from code', async () => {
    const { stdout } = await run(process.execPath, ['program.ts'], { cwd: project });
    expect(stdout).toBe('ThrottlingException StartError undefined\n');
  });

  test('has types that a strict project accepts', async () => {
    const tsc = join(folderOf('typescript'), 'bin', 'tsc');
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', 'program.ts'];
    await expect(run(process.execPath, [tsc, ...flags], { cwd: project })).resolves.toMatchObject({
      stdout: '',
    });
  });

  test('has a command', async () => {
    const main = join('node_modules', 'data-api-emulator', 'main.js');
    const { stdout } = await run(process.execPath, [main, '--help'], { cwd: project });
    expect(stdout).toMatch(/^An emulator of the RDS Data API/);
  });
});

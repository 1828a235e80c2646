// Breaks the emulator in one way after the other; prints what the conformance suite notices.
// The work happens in a copy of the package; the checkout is not touched.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import startDatabase from '../support/startDatabase.ts';
import stopDatabase from '../support/stopDatabase.ts';
import { type Mutant, mutants } from './mutants.ts';

const folder = resolve(import.meta.dirname, '../..');
const modules = resolve(createRequire(import.meta.url).resolve('jest/package.json'), '../..');

/** A broken emulator may hang; that counts as noticed. */
const timeoutMs = 180_000;

const copyPackage = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'data-api-emulator-mutation-'));
  const files = execFileSync('git', ['ls-files'], { cwd: folder, encoding: 'utf8' }).trimEnd().split('\n');
  // The built package is built with the repository's tools.
  const copied = files.filter((file) => file !== 'test/builtPackage.test.ts');
  for (const file of copied) cpSync(join(folder, file), join(copy, file));
  symlinkSync(modules, join(copy, 'node_modules'));
  return copy;
};

/** The name of the first check of the conformance suite that fails, or undefined when all pass. */
const firstFailure = (copy: string, pattern: string, timeout = timeoutMs): string | undefined => {
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  const flags = ['--bail', '--silent', `${copy}/test/${pattern}`];
  const options = { cwd: copy, encoding: 'utf8', timeout, killSignal: 'SIGTERM' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...jest, ...flags], options);
  if (status === 0) return undefined;
  return (
    /● (.*)/.exec(`${stderr}${stdout}`)?.[1] ?? (status === null ? 'no end in time' : 'the suite cannot run')
  );
};

/** The named test file first, as that is quick; the whole suite only when it noticed nothing. */
const judge = (copy: string, { file, find, replace, check }: Mutant): string | undefined => {
  const path = join(copy, 'src', file);
  const source = readFileSync(path, 'utf8');
  if (source.split(find).length !== 2) throw new Error(`${find} does not stand exactly once in ${file}.`);
  writeFileSync(
    path,
    source.replace(find, () => replace),
  );
  try {
    return firstFailure(copy, `${check}.test.ts`) ?? firstFailure(copy, '');
  } finally {
    writeFileSync(path, source);
  }
};

const judgeAll = (copy: string): void => {
  // Nothing is broken yet: a busy machine may take its time.
  const broken = firstFailure(copy, '', 4 * timeoutMs);
  if (broken) throw new Error(`The suite fails without a mutant: ${broken}`);
  let killed = 0;
  for (const mutant of mutants) {
    const failure = judge(copy, mutant);
    if (failure) killed += 1;
    process.stdout.write(
      `${failure ? 'killed  ' : 'SURVIVED'}  ${mutant.breaks}${failure ? `\n          by ${failure}` : ''}\n`,
    );
  }
  process.stdout.write(`${killed} of ${mutants.length} mutants killed\n`);
  process.exitCode = killed === mutants.length ? 0 : 1;
};

const copy = copyPackage();
try {
  // One server for all runs: each test file has a database of its own.
  await startDatabase();
  judgeAll(copy);
} finally {
  await stopDatabase();
  rmSync(copy, { recursive: true, force: true });
}

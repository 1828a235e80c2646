// Breaks the emulator in one way after the other and runs the conformance suite: `npm run test:mutation`.
// Prints which mutants the suite killed. The work happens in a copy; the checkout is not touched.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Mutant, mutants } from './mutants.ts';

const root = resolve(import.meta.dirname, '../../../..');

/** A broken emulator may hang; that counts as noticed. */
const timeoutMs = 180_000;

const copyCheckout = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'users-service-mutation-'));
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trimEnd().split('\n');
  for (const file of files) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};

/** The name of the first check that fails, or undefined when all pass. */
const firstFailure = (copy: string, pattern: string): string | undefined => {
  const jest = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  const flags = ['--selectProjects', 'emulator', '--bail', '--silent', `data-api-emulator/test/${pattern}`];
  const options = { cwd: copy, encoding: 'utf8', timeout: timeoutMs, killSignal: 'SIGTERM' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...jest, ...flags], options);
  if (status === 0) return undefined;
  return (
    /● (.*)/.exec(`${stderr}${stdout}`)?.[1] ?? (status === null ? 'no end in time' : 'the suite cannot run')
  );
};

/** The named test file first, as that is quick; the whole suite only when it noticed nothing. */
const judge = (copy: string, { file, find, replace, check }: Mutant): string | undefined => {
  const path = join(copy, 'packages/data-api-emulator/src', file);
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

const copy = copyCheckout();
try {
  const broken = firstFailure(copy, '');
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
} finally {
  rmSync(copy, { recursive: true, force: true });
}

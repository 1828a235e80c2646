// Builds the package in the current folder, in dist/ as it is published: JavaScript and its types.
// Node refuses TypeScript under node_modules.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = process.cwd();
const dist = join(folder, 'dist');

const compile = (): void => {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = join(typescript, '..', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: folder, stdio: 'inherit' });
};

/** `./src/main.ts` → `./main.js` */
const compiledFile = (source: string): string => source.replace('./src/', './').replace(/\.ts$/, '.js');

const compiledBin = (bin: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(bin).map(([name, source]) => [name, compiledFile(source)]));

/** Each entry as its compiled file, and the types beside it. */
const compiledExports = (entries: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(entries).map(([name, source]) => {
      const file = compiledFile(source);
      return [name, { types: file.replace(/\.js$/, '.d.ts'), default: file }];
    }),
  );

/** The package's own description, less what only its sources need, and with compiled files for sources. */
const writeDescription = (): void => {
  const source = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { scripts: _scripts, devDependencies: _devDependencies, ...description } = source;
  const built = {
    ...description,
    exports: compiledExports(description.exports),
    ...(description.bin && { bin: compiledBin(description.bin) }),
  };
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(built, null, 2)}\n`);
};

rmSync(dist, { recursive: true, force: true });
compile();
writeDescription();
for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE']) cpSync(join(folder, name), join(dist, name));

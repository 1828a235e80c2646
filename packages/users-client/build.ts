// Builds the package that can be published, in dist/: JavaScript and its types.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = import.meta.dirname;
const dist = join(folder, 'dist');

const compile = (): void => {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = join(typescript, '..', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: folder, stdio: 'inherit' });
};

/** The package's own description, less what only its sources need, and with compiled files for sources. */
const writeDescription = (): void => {
  const source = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { scripts: _scripts, devDependencies: _devDependencies, ...description } = source;
  const built = { ...description, exports: { '.': { types: './index.d.ts', default: './index.js' } } };
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(built, null, 2)}\n`);
};

rmSync(dist, { recursive: true, force: true });
compile();
writeDescription();
for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE']) cpSync(join(folder, name), join(dist, name));

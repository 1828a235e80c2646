// Builds the package in the current folder, in dist/ as it is published: JavaScript and its types.
// Node refuses TypeScript under node_modules. An entry is one file, which starts sooner than the modules it is made of.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const folder = process.cwd();
const dist = join(folder, 'dist');

const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

const declareTypes = (): void => {
  const typescript = createRequire(import.meta.url).resolve('typescript/package.json');
  const tsc = join(typescript, '..', 'bin', 'tsc');
  const flags = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly'];
  execFileSync(process.execPath, [tsc, ...flags], { cwd: folder, stdio: 'inherit' });
};

/** What entries share is a file of its own, so that a class is the same in all of them. Development dependencies get in. */
const bundle = (): void => {
  const { exports = {}, bin = {}, dependencies = {} } = description;
  const { peerDependencies = {}, peerDependenciesMeta: optionalPeers = {} } = description;
  const peers = Object.keys(peerDependencies).filter((name) => !(name in optionalPeers));
  buildSync({
    absWorkingDir: folder,
    entryPoints: [...Object.values<string>(exports), ...Object.values<string>(bin)],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    // esbuild runs from source alone. What entries need of an optional peer gets in.
    external: [...Object.keys(dependencies), ...peers, 'esbuild'],
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  });
};

/** `./src/main.ts` → `./main.js` */
const compiledFile = (source: string): string => source.replace('./src/', './').replace(/\.m?[jt]s$/, '.js');

const compiledBin = (bin: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(bin).map(([name, source]) => [name, compiledFile(source)]));

/** Each entry as its compiled file, and the types beside it. */
const compiledExports = (entries: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(entries).map(([name, source]) => {
      const file = compiledFile(source);
      // A source that is JavaScript has no types.
      const types = source.endsWith('.ts') ? { types: file.replace(/\.js$/, '.d.ts') } : {};
      return [name, { ...types, default: file }];
    }),
  );

/** The package's own description, less what only its sources need, and with compiled files for sources. */
const writeDescription = (): void => {
  const { scripts: _scripts, devDependencies: _devDependencies, ...published } = description;
  const built = {
    ...published,
    exports: compiledExports(published.exports),
    ...(published.bin && { bin: compiledBin(published.bin) }),
  };
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(built, null, 2)}\n`);
};

rmSync(dist, { recursive: true, force: true });
declareTypes();
bundle();
writeDescription();
for (const name of globSync('{*.md,LICENSE}', { cwd: folder })) cpSync(join(folder, name), join(dist, name));

// Builds the page of the console into dist/, beside the modules that serve it.
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const page = join(import.meta.dirname, 'src/console/page');
const dist = join(import.meta.dirname, 'dist');

await build({
  entryPoints: [join(page, 'main.tsx')],
  outfile: join(dist, 'main.js'),
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
});
for (const name of ['index.html', 'page.css']) cpSync(join(page, name), join(dist, name));

// The built page contains it, and its licence asks for this.
const preact = createRequire(import.meta.url).resolve('preact/package.json');
cpSync(join(preact, '../LICENSE'), join(dist, 'LICENSE.preact'));

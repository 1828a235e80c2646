// The files of the console's page. From source its script is built when it is asked for.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../../server/startServer.ts';

/** It may load and ask nothing but this port, and no page may hold it in a frame. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const read = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8');

/** A development dependency: a published package has the built script. */
const buildScript = async (): Promise<string> => {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('main.tsx', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
};

const readScript = (): Promise<string> => read('main.js').catch(buildScript);

const files: Readonly<Record<string, { contentType: string; read(): Promise<string> }>> = {
  'index.html': { contentType: 'text/html; charset=utf-8', read: () => read('index.html') },
  'page.css': { contentType: 'text/css; charset=utf-8', read: () => read('page.css') },
  'main.js': { contentType: 'text/javascript; charset=utf-8', read: readScript },
};

/** `name` is below /_console; every path without an extension is a state of the page. */
export const readPage = async (name: string): Promise<Answer | undefined> => {
  const file = Object.hasOwn(files, name)
    ? files[name]
    : name.includes('.')
      ? undefined
      : files['index.html'];
  if (!file) return undefined;
  return {
    status: 200,
    headers: {
      'content-type': file.contentType,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
    body: await file.read(),
  };
};

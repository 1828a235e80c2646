// The page on which the API can be read and tried: Swagger UI and the document, as static files.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { root } from '#tools/paths.ts';

export type SiteFile = { contentType: string; body: Buffer };

const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const page = join(import.meta.dirname, 'page');

/** Paths of the files by their names in the site. */
const sources: Readonly<Record<string, string>> = {
  'index.html': join(page, 'index.html'),
  'page.js': join(page, 'page.js'),
  'openapi.json': join(root, 'api/openapi.json'),
  'swagger-ui.css': join(viewer, 'swagger-ui.css'),
  'swagger-ui-bundle.js': join(viewer, 'swagger-ui-bundle.js'),
  'favicon-32x32.png': join(viewer, 'favicon-32x32.png'),
};

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
};

export const siteFiles: readonly string[] = Object.keys(sources);

/** Undefined for a name that the site does not have. */
export const readSiteFile = (name: string): SiteFile | undefined => {
  const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
  return source === undefined
    ? undefined
    : { contentType: contentTypes[extname(name)] as string, body: readFileSync(source) };
};

// The page and the document of the API, which the local gateway has beside its routes.
import { readSiteFile } from '#api/site/readSite.ts';
import type { Answer } from '#offline-cloud/server/startServer.ts';

const folder = '/docs/';

/** Stricter than the page's own policy: here it may ask this port alone, and no page may hold it in a frame. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const nameOf = (path: string): string | undefined => {
  if (path === '/openapi.json') return 'openapi.json';
  if (path === folder) return 'index.html';
  return path.startsWith(folder) ? path.slice(folder.length) : undefined;
};

/** Undefined for anything that is no part of the page. Read anew each time, as the document may have been written anew. */
export const answerDocs = (method: string, path: string): Answer | undefined => {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (path === '/docs') return { status: 308, headers: { location: folder }, body: '' };
  const name = nameOf(path);
  const file = name === undefined ? undefined : readSiteFile(name);
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
    body: file.body,
  };
};

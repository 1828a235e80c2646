// api/requests.http: each request gets the status of its title, and no operation is left out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '#tools/paths.ts';
import { useApi } from './useApi.ts';

const { api } = useApi();

const [, ...parts] = readFileSync(join(root, 'api/requests.http'), 'utf8').split(/^### /m);

/** A title, a line of method and URL, headers, and after an empty line the body. */
const requests = parts.map((part) => {
  const [head = '', body] = part.trim().split('\n\n');
  const [title = '', line = '', ...headerLines] = head.split('\n');
  const [method = '', url = ''] = line.split(' ');
  const headers = Object.fromEntries(headerLines.map((header) => header.split(': ') as [string, string]));
  return { title, method, path: url.replace('{{host}}', ''), headers, body };
});

test.each(requests)(
  '$method $path is answered with $title',
  async ({ title, method, path, headers, body }) => {
    const { status } = await fetch(`${api().url}${path}`, { method, headers, ...(body && { body }) });
    expect(`${status}`).toBe(title.slice(0, 3));
  },
);

test('every operation of the document is among them', () => {
  const { paths } = JSON.parse(readFileSync(join(root, 'api/openapi.json'), 'utf8'));
  const operations = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const sent = requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
  expect(sent).toEqual(expect.arrayContaining(operations));
});

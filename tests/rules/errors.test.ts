// docs/errors.md lists the errors and the parameters that the service has.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { maxLimit } from '#functions/getUsers/schema.ts';
import {
  type CatalogueEntry,
  catalogue,
  type ErrorCode,
  problemType,
} from '#layers/base/errors/publicError.ts';
import { maxBodyBytes } from '#layers/entry/http/readInput.ts';
import { maxEmailLength } from '#layers/people/user.ts';
import { root } from '#tools/paths.ts';

const document = readFileSync(join(root, 'docs/errors.md'), 'utf8');

/** The cells of each row of the table under `heading`, the text of its first header cell. */
const rowsOf = (heading: string): string[][] => {
  const [, table = ''] = document.split(`\n| ${heading} |`);
  const [rows = ''] = table.split('\n\n');
  return rows
    .split('\n')
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '));
};

const prefix = 'urn:problem-type:users-service:';
const entries = Object.entries(catalogue) as [ErrorCode, CatalogueEntry][];

test('the table of errors is the catalogue, in its order', () => {
  const documented = rowsOf(`type, after \`${prefix}\``);
  expect(documented.map((cells) => cells.slice(0, -1))).toEqual(
    entries.map(([code, { status, retryAfterS, title, level }]) => [
      `\`${problemType(code).slice(prefix.length)}\``,
      `\`${code}\``,
      String(status),
      String(retryAfterS ?? '–'),
      title,
      level,
    ]),
  );
  expect(documented.map((cells) => cells.at(-1))).not.toContain('');
});

const offlineCloud = 'packages/serverless-offline-cloud/src';

test("the local gateway has the bodies of API Gateway's answers", () => {
  const sources = globSync(`${offlineCloud}/{apigateway,server}/**/*.ts`, { cwd: root }).map((path) =>
    readFileSync(join(root, path), 'utf8'),
  );
  const emulated = rowsOf('status').filter(([status]) => ['404', '413', '500', '503'].includes(status ?? ''));
  expect(emulated).toHaveLength(4);
  for (const [status, body = ''] of emulated) {
    const { message } = JSON.parse(body.slice(1, -1));
    expect(sources.join('')).toContain(`answerJson(${status}, { message: '${message}' }`);
  }
});

test('every type is under the prefix, in lower case', () => {
  for (const [code] of entries) expect(problemType(code)).toMatch(/^urn:problem-type:users-service:[a-z-]+$/);
});

test('the sentence of content-too-large names the limit', () => {
  expect(catalogue.ContentTooLarge.detail).toContain(` ${maxBodyBytes.toLocaleString('en')} bytes`);
});

test('the table of parameters names their limits', () => {
  const rules = new Map(rowsOf('parameter').map(([name, rule]) => [name, rule]));
  expect(rules.get('`email`')).toContain(`1 to ${maxEmailLength} characters`);
  expect(rules.get('`limit`')).toContain(`from 1 to ${maxLimit}; ${maxLimit} when absent`);
});

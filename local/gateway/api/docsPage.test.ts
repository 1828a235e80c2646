import { expect, test } from '@jest/globals';
import { answerDocs } from './docsPage.ts';

test.each([
  ['/docs/', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/docs/page.js', 'text/javascript; charset=utf-8', '// Shows'],
  ['/docs/swagger-ui.css', 'text/css; charset=utf-8', '.swagger-ui'],
  ['/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8', '/*!'],
  ['/docs/favicon-32x32.png', 'image/png', '\ufffdPNG'],
  ['/docs/openapi.json', 'application/json', '{\n  "openapi": "3.1'],
  ['/openapi.json', 'application/json', '{\n  "openapi": "3.1'],
])('%s is there', (path, contentType, start) => {
  const answer = answerDocs('GET', path);
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': contentType } });
  expect(String(answer?.body).startsWith(start)).toBe(true);
});

test('the page may load and ask nothing but this port', () => {
  const { 'content-security-policy': policy } = answerDocs('GET', '/docs/')?.headers ?? {};
  expect(policy).toMatch(/^default-src 'none';/);
  expect(policy).not.toMatch(/https?:|unsafe|\*/);
});

test('/docs leads to the page', () => {
  expect(answerDocs('HEAD', '/docs')).toMatchObject({ status: 308, headers: { location: '/docs/' } });
});

test.each([
  ['GET', '/docs/../package.json'],
  ['GET', '/docs/constructor'],
  ['GET', '/docs/index.htm'],
  ['GET', '/users'],
  ['POST', '/docs/'],
])('%s %s is no part of it', (method, path) => {
  expect(answerDocs(method, path)).toBeUndefined();
});

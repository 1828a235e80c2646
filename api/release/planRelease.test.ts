import { describe, expect, test } from '@jest/globals';
import { UserError } from '#tools/userError.ts';
import { type Contract, currentContract } from '../contract.ts';
import { planRelease, type ReleaseSources } from './planRelease.ts';
import { isGreater, parseVersion } from './version.ts';

const contractOf = (version: string): Contract => {
  const { openapi, events } = currentContract();
  return { openapi: { ...openapi, info: { ...openapi.info, version } }, events };
};

const sources: ReleaseSources = {
  released: contractOf('1.2.3'),
  current: contractOf('1.2.3'),
  changelog: '# Changelog\n\n## Unreleased\n\nSomething new.\n\n## 1.2.3 (2026-01-01)\n\nFirst.\n',
  packages: {
    'package.json': '{ "name": "users-service", "version": "1.2.3" }',
    'package-lock.json': '{ "version": "1.2.3", "packages": { "": { "version": "1.2.3" } } }',
  },
  date: '2026-02-01',
};
const plan = (version: string, changes: Partial<ReleaseSources> = {}) =>
  planRelease(version, { ...sources, ...changes }, () => {});

test('a release has its version everywhere, and promises the contract', () => {
  const files = plan('1.3.0');
  for (const text of files.values()) expect(text).toContain('1.3.0');
  expect(JSON.parse(files.get('api/released.json') as string)).toEqual(contractOf('1.3.0'));
  expect(JSON.parse(files.get('api/openapi.json') as string).info.version).toBe('1.3.0');
  expect(JSON.parse(files.get('package-lock.json') as string).packages[''].version).toBe('1.3.0');
});

test('the change log keeps what it says, under the version', () => {
  expect(plan('1.3.0').get('CHANGELOG.md')).toBe(
    '# Changelog\n\n## Unreleased\n\n## 1.3.0 (2026-02-01)\n\nSomething new.\n\n## 1.2.3 (2026-01-01)\n\nFirst.\n',
  );
});

describe('is refused', () => {
  test.each(['1.2.3', '1.2.2', '1.1.9', '0.9.0'])('a version that is not greater: %s', (version) => {
    expect(() => plan(version)).toThrow(`${version} is not greater than 1.2.3.`);
  });

  test.each(['1', '1.2', 'v1.3.0', '1.3.0-beta', '01.3.0', ''])('a text that is no version: "%s"', (text) => {
    expect(() => plan(text)).toThrow('A version is three numbers');
  });

  test.each(['# Changelog\n\n## Unreleased\n\n## 1.2.3\n\nFirst.\n', '# Changelog\n'])(
    'a release that the change log says nothing of: %j',
    (changelog) => {
      expect(() => plan('1.3.0', { changelog })).toThrow('nothing under "Unreleased"');
    },
  );

  test('a change that breaks callers', () => {
    const refuse = () => {
      throw new UserError('breaks');
    };
    expect(() => planRelease('1.3.0', sources, refuse)).toThrow('breaks');
  });
});

test('versions are ordered by their numbers', () => {
  expect(['1.10.0', '2.0.0', '1.9.9', '1.9.10'].sort((a, b) => (isGreater(a, b) ? 1 : -1))).toEqual([
    '1.9.9',
    '1.9.10',
    '1.10.0',
    '2.0.0',
  ]);
  expect(parseVersion('1.10.0')).toEqual([1, 10, 0]);
});

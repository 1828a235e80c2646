import { expect, test } from '@jest/globals';
import { suggest } from './suggest.ts';

const known = ['eraseUser', 'getUsers', 'searchUser', '--stage', '--dry-run'];

test.each([
  ['getUser', 'getUsers'],
  ['getusers', 'getUsers'],
  ['serachUser', 'searchUser'],
  ['--stgae', '--stage'],
  ['--dryrun', '--dry-run'],
])('takes %s for %s', (typed, meant) => {
  expect(suggest(typed, known)).toBe(` Did you mean ${meant}?`);
});

test.each(['', 'x', 'listTeams', '--url'])('suggests nothing for "%s"', (typed) => {
  expect(suggest(typed, known)).toBe('');
});

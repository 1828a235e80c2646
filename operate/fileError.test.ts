import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { toFileError } from './fileError.ts';

const errorOf = (file: string) => readFile(file).catch((error: unknown) => toFileError(file, error));

test('says that a file is missing', async () => {
  expect(await errorOf('/nosuch/people.csv')).toMatchObject({
    name: 'UserError',
    message: 'There is no file /nosuch/people.csv, or its folder is missing.',
  });
});

test('says that a folder is not a file', async () => {
  expect(await errorOf('/')).toMatchObject({ name: 'UserError', message: '/ is a folder, not a file.' });
});

test('returns any other error as it is', () => {
  const error = new TypeError('bug');
  expect(toFileError('people.csv', error)).toBe(error);
});

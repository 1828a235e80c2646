import { expect, test } from '@jest/globals';
import { readFlags } from './readFlags.ts';

const flags = {
  'database-url': { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  strict: { type: 'boolean' },
} as const;

test('reads each flag by its name', () => {
  const environment = {
    DATA_API_DATABASE_URL: 'mysql://db',
    DATA_API_ALLOW_HOST: 'data-api,other',
    DATA_API_STRICT: '1',
    DATA_API_OTHER: 'x',
  };
  expect(readFlags(environment, flags)).toEqual({
    'database-url': 'mysql://db',
    'allow-host': ['data-api', 'other'],
    strict: true,
  });
});

test('takes an empty variable for one that is not set', () => {
  expect(readFlags({ DATA_API_STRICT: '', DATA_API_DATABASE_URL: '' }, flags)).toEqual({});
});

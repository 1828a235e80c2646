import { expect, test } from '@jest/globals';
import { fake } from './fakes.ts';
import type { Options } from './options.ts';
import { removeService } from './removeService.ts';

const options: Options = { stage: 'dev', region: 'eu-central-1' };

test('removes the service, then its images', async () => {
  const surroundings = fake();
  await removeService(options, surroundings);
  expect(surroundings.calls).toEqual(['remove dev', 'deleteStack users-dev-images']);
});

test('removes nothing when the database is protected', async () => {
  const surroundings = fake({ outputs: { DeletionProtection: 'true' } });
  await expect(removeService(options, surroundings)).rejects.toThrow('is protected from deletion');
  expect(surroundings.calls).toEqual([]);
});

test('removes the images of a service that is gone', async () => {
  const surroundings = fake({ outputs: undefined });
  await removeService(options, surroundings);
  expect(surroundings.calls).toEqual(['deleteStack users-dev-images']);
});

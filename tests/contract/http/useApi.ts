// The API of a test file, over a database of its own that holds the people of the seed.
import { afterAll, beforeAll } from '@jest/globals';
import { people } from '#tests/support/people.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { addPeople, createTestPeople } from '#tests/support/testDirectory.ts';
import { type Api, startApi } from './startApi.ts';

/** Starts both before the tests of the file, and stops them after those. */
export const useApi = (): { cloud(): TestCloud; api(): Api } => {
  let cloud: TestCloud;
  let api: Api;
  beforeAll(async () => {
    cloud = await startMigratedTestCloud();
    await addPeople(createTestPeople(cloud.database), people, soon());
    api = await startApi(cloud.database);
  });
  afterAll(async () => {
    api.stop();
    await cloud.stop();
  });
  return { cloud: () => cloud, api: () => api };
};

// The file of the table `people` after an erasure, as who reads the server's disk sees it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { addPeople, createTestErasures, createTestPeople } from '#tests/support/testDirectory.ts';

const erased = { email: 'canary@example.com', phoneNumber: '+99 887 766 554' };
const users = Array.from({ length: 900 }, (_, index) => ({
  email: `user${index}@example.com`,
  phoneNumber: '1',
}));

const serverFolder = async (): Promise<string> => {
  const connection = await createConnection({ uri: process.env.TEST_DATABASE_URL as string });
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT @@datadir AS folder');
  await connection.end();
  return row?.folder;
};
const folder = await serverFolder();
// The disk of a server elsewhere, or in a container, is not this machine's.
const testHere = existsSync(folder) ? test : test.skip;

/** InnoDB purges when it is not busy, and reuses the space of what it purged: nearly always within three rounds. */
const maxRounds = 100;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(() => cloud.stop());

/** Everything that InnoDB had in memory is in its files. */
const flush = async () => {
  await cloud.connection.query('FLUSH TABLES people FOR EXPORT');
  await cloud.connection.query('UNLOCK TABLES');
};

testHere('an erasure leaves neither address nor number in it, once old versions are purged', async () => {
  const file = join(folder, cloud.name, 'people.ibd');
  const holds = () => [erased.email, erased.phoneNumber].map((text) => readFileSync(file).includes(text));
  await addPeople(createTestPeople(cloud.database), [...users, erased], soon());
  await flush();
  expect(holds()).toEqual([true, true]);
  await createTestErasures(cloud.database).erase(erased.email, soon());
  await flush();
  for (let round = 0; round < maxRounds && holds().some(Boolean); round += 1) {
    await addPeople(
      createTestPeople(cloud.database),
      users.map(({ email, ...user }) => ({ ...user, email: `${performance.now()}${email}` })),
      soon(),
    );
    await sleep(100);
    await flush();
  }
  expect(holds()).toEqual([false, false]);
});

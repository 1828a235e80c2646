// The file of the table `people` after an erasure, as who reads the server's disk sees it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RowDataPacket } from 'mysql2/promise';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';
import { addPeople, createTestErasures, createTestPeople } from '#tests/support/testDirectory.ts';

const erased = { email: 'canary@example.com', phoneNumber: '+99 887 766 554' };
const users = Array.from({ length: 900 }, (_, index) => ({
  email: `user${index}@example.com`,
  phoneNumber: '1',
}));

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(() => cloud.stop());

const select = async (sql: string) => (await cloud.connection.query<RowDataPacket[]>(sql))[0][0];

/** Everything that InnoDB had in memory is in its files. */
const flush = async () => {
  await cloud.connection.query('FLUSH TABLES people FOR EXPORT');
  await cloud.connection.query('UNLOCK TABLES');
};

test('an erasure leaves neither address nor number in it, once old versions are purged', async (): Promise<void> => {
  const file = join((await select('SELECT @@datadir AS folder'))?.folder, cloud.name, 'people.ibd');
  // A server elsewhere, or in a container: its disk is not this machine's.
  if (!existsSync(file)) return;
  const holds = () => [erased.email, erased.phoneNumber].map((text) => readFileSync(file).includes(text));
  await addPeople(createTestPeople(cloud.database), [...users, erased], soon());
  await flush();
  expect(holds()).toEqual([true, true]);
  await createTestErasures(cloud.database).erase(erased.email, soon());
  await flush();
  while (holds().some(Boolean)) {
    // InnoDB purges when it is not busy, and reuses the space of what it purged.
    await addPeople(
      createTestPeople(cloud.database),
      users.map(({ email, ...user }) => ({ ...user, email: `${performance.now()}${email}` })),
      soon(),
    );
    await sleep(100);
    await flush();
  }
  expect(holds()).toEqual([false, false]);
}, 60_000);

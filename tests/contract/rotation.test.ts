// A rotation on a real database: the functions' account reads before, during and after it.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { otherAccount } from '#cloud/deploy/steps/rotateService.ts';
import { createDatabaseUser } from '#layers/schema/databaseUser.ts';
import { grants } from '#layers/schema/grants.ts';
import { soon, startMigratedTestCloud, type TestCloud } from '#tests/support/testDatabase.ts';

const first = `reader_${randomBytes(4).toString('hex')}`;
const second = otherAccount(first);
const password = (letter: string) => letter.repeat(32);

type Account = { username: string; password: string };

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startMigratedTestCloud();
});
afterAll(async () => {
  await cloud.connection.query(`DROP USER IF EXISTS '${first}'@'%', '${second}'@'%'`);
  await cloud.stop();
});

/** What `migrate` does, with the secret as it is. */
const ensure = (current: Account, pending?: Account) =>
  createDatabaseUser({
    database: cloud.database,
    secrets: {
      read: async () => JSON.stringify(current),
      readPending: async () => pending && JSON.stringify(pending),
    },
    secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:reader',
    grants: grants.reader,
  }).ensure(soon());

const read = async (account: Account) => {
  const connection = await createConnection({
    uri: Object.assign(new URL(cloud.url), { username: account.username, password: account.password }).href,
  });
  try {
    await connection.query('SELECT email, phone_number FROM directory');
  } finally {
    await connection.end();
  }
};

const before = { username: first, password: password('a') };
const after = { username: second, password: password('b') };
const later = { username: first, password: password('c') };

test('the account of now reads while the pending one is made, and both do before and after the turn', async () => {
  await ensure(before);
  await read(before);
  await ensure(before, after);
  await Promise.all([read(before), read(after)]);
  // The turn moves the stage of the secret alone; the next deployment finds the account current, and still pending.
  await ensure(after, after);
  await Promise.all([read(before), read(after)]);
});

test('the next rotation ends the password before, and not that of now', async () => {
  await ensure(after, later);
  await Promise.all([read(after), read(later)]);
  await expect(read(before)).rejects.toMatchObject({ errno: 1045 });
});

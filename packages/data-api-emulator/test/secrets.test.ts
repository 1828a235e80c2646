// Several secrets side by side: each logs into MySQL with its own account.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { documented, undocumented } from './support/sources.ts';
import { isReal } from './support/target.ts';
import { useTarget } from './support/useTarget.ts';

const user = `reader_${randomBytes(6).toString('hex')}`;
const password = randomBytes(12).toString('hex');
const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:users-';
const reader = { secretArn: `${arn}reader` };
const stale = { secretArn: `${arn}stale` };
const unknown = { secretArn: `${arn}unknown` };
const api = useTarget({
  secrets: {
    [reader.secretArn]: { username: user, password },
    [stale.secretArn]: { username: user, password: 'wrong' },
  },
});

(isReal ? describe.skip : describe)('secrets', () => {
  beforeAll(async () => {
    await api.http.execute(`CREATE USER ${user}@'%' IDENTIFIED BY '${password}'`);
    await api.http.execute(`GRANT SELECT ON ${api.database}.* TO ${user}@'%'`);
  });
  afterAll(async () => {
    await api.http.execute(`DROP USER ${user}@'%'`);
  });

  api.onEveryStack(({ execute, batch, begin, commit, rollback, call, table }) => {
    const userOf = async (more = {}): Promise<string> =>
      (await execute('SELECT CURRENT_USER()', more)).records[0][0].stringValue.split('@')[0];

    documented('API_ExecuteStatement', 'each call runs as the user of its secret', async () => {
      const owner = new URL(process.env.TEST_DATABASE_URL as string).username;
      const users = await Promise.all([userOf(), userOf(reader), userOf(), userOf(reader)]);
      expect(users).toEqual([owner, user, owner, user]);
    });

    documented('data-api-client#139', "a user that tries more than it may gets MySQL's refusal", async () => {
      const name = await table('v INT');
      const denied = {
        name: 'DatabaseErrorException',
        status: 400,
        message: expect.stringMatching(
          new RegExp(
            `^INSERT command denied to user '${user}'@'.+' for table .*${name}.*; Error code: 1142; SQLState: 42000$`,
          ),
        ),
      };
      const insert = `INSERT INTO ${name} VALUES (1)`;
      await expect(execute(insert, reader)).rejects.toMatchObject(denied);
      await expect(batch(insert, [[]], reader)).rejects.toMatchObject(denied);
      expect((await execute(`SELECT COUNT(*) FROM ${name}`, reader)).records).toEqual([[{ longValue: 0 }]]);
    });

    documented('API_BeginTransaction', 'a transaction runs as the user of its secret', async () => {
      const transactionId = await begin(reader);
      expect(await userOf({ transactionId, ...reader })).toBe(user);
      await call('RollbackTransaction', { transactionId, ...reader });
    });

    undocumented('a transaction is not lent to another secret', async () => {
      const transactionId = await begin();
      const refused = { name: 'BadRequestException' };
      await expect(execute('SELECT 1', { transactionId, ...reader })).rejects.toMatchObject(refused);
      await expect(call('CommitTransaction', { transactionId, ...reader })).rejects.toMatchObject(refused);
      await expect(call('RollbackTransaction', { transactionId, ...reader })).rejects.toMatchObject(refused);
      expect(await commit(transactionId)).toEqual({ transactionStatus: 'Transaction Committed' });
      await expect(rollback(transactionId)).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
    });

    documented(
      'API_ExecuteStatement',
      'a secret that cannot be found is a SecretsErrorException',
      async () => {
        const notFound = { name: 'SecretsErrorException', status: 400 };
        await expect(execute('SELECT 1', unknown)).rejects.toMatchObject(notFound);
        await expect(begin(unknown)).rejects.toMatchObject(notFound);
      },
    );

    undocumented('a secret whose password MySQL refuses is an SQL error', async () => {
      await expect(execute('SELECT 1', stale)).rejects.toMatchObject({
        name: 'DatabaseErrorException',
        message: expect.stringMatching(/^Access denied for user .*; Error code: 1045; SQLState: 28000$/),
      });
    });
  });
});

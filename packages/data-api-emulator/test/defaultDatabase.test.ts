// Calls that name no database, with and without a default one.
import { describe, expect } from '@jest/globals';
import { documented, undocumented } from './support/sources.ts';
import { useTarget } from './support/useTarget.ts';

const api = useTarget();
const withDefault = useTarget({ defaultDatabase: 'information_schema' });
const none = { database: undefined };

api.onEveryStack(({ begin, execute, rollback }) => {
  documented('aws-cdk#12572', 'a call that names no database has none', async () => {
    expect((await execute('SELECT DATABASE()', none)).records).toEqual([[{ isNull: true }]]);
    await expect(execute('SELECT * FROM anything', none)).rejects.toMatchObject({
      name: 'DatabaseErrorException',
      message: 'No database selected; Error code: 1046; SQLState: 3D000',
    });
  });

  documented(
    'aws-sdk-js-v3#2595',
    'a transaction begun without a database takes no call with one',
    async () => {
      const transactionId = await begin(none);
      await expect(execute('SELECT 1', { transactionId })).rejects.toMatchObject({
        name: 'BadRequestException',
      });
      await rollback(transactionId);
    },
  );
});

describe('with a default database', () => {
  undocumented('a call that names no database has the default one', async () => {
    const { records } = await withDefault.http.execute('SELECT DATABASE()', none);
    expect(records).toEqual([[{ stringValue: 'information_schema' }]]);
  });
});

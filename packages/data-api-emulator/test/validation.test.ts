// What the service model demands of a request. SDKs leave these checks to the server.
import { expect } from '@jest/globals';
import { documented, type sources, undocumented } from './support/sources.ts';
import type { Members, StackOperation } from './support/stacks/stack.ts';
import { useTarget } from './support/useTarget.ts';

const api = useTarget();
const { call, execute } = api.http;

const required: [keyof typeof sources, StackOperation, string[]][] = [
  ['API_ExecuteStatement', 'ExecuteStatement', ['resourceArn', 'secretArn', 'sql']],
  ['API_BatchExecuteStatement', 'BatchExecuteStatement', ['resourceArn', 'secretArn', 'sql']],
  ['API_BeginTransaction', 'BeginTransaction', ['resourceArn', 'secretArn']],
  ['API_CommitTransaction', 'CommitTransaction', ['resourceArn', 'secretArn', 'transactionId']],
  ['API_RollbackTransaction', 'RollbackTransaction', ['resourceArn', 'secretArn', 'transactionId']],
];

for (const [source, operation, members] of required) {
  const complete: Members = { sql: 'SELECT 1', transactionId: 'A' };
  for (const member of members) {
    documented(source, `${operation} demands ${member}`, async () => {
      await expect(call(operation, { ...complete, [member]: undefined })).rejects.toMatchObject({
        status: 400,
      });
    });

    undocumented(`${operation} names a missing ${member} in the form of AWS services`, async () => {
      await expect(call(operation, { ...complete, [member]: undefined })).rejects.toMatchObject({
        name: 'ValidationException',
        message: `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
      });
    });
  }
}

const tooLong: Members = {
  resourceArn: 'x'.repeat(101),
  secretArn: 'x'.repeat(101),
  database: 'x'.repeat(65),
  transactionId: 'x'.repeat(193),
};

for (const [member, value] of Object.entries(tooLong)) {
  documented('API_ExecuteStatement', `a ${member} of ${value.length} characters is too long`, async () => {
    await expect(execute('SELECT 1', { [member]: value })).rejects.toMatchObject({ status: 400 });
  });
}

documented('API_ExecuteStatement', 'enumerations take their own values only', async () => {
  for (const members of [
    { formatRecordsAs: 'XML' },
    { resultSetOptions: { longReturnType: 'NUMBER' } },
    { resultSetOptions: { decimalReturnType: 'STRINGS' } },
    { parameters: [{ name: 'a', value: { isNull: true }, typeHint: 'YEAR' }] },
  ]) {
    await expect(execute('SELECT 1', members)).rejects.toMatchObject({ status: 400 });
  }
});

api.onEveryStack(({ execute, begin, commit }) => {
  documented('data-api.differences', 'the schema parameter is refused', async () => {
    await expect(execute('SELECT 1', { schema: 'public' })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining("The schema parameter isn't supported"),
      status: 400,
    });
  });

  documented(
    'data-api.troubleshooting',
    'an ARN of another cluster, or in another case, has no endpoint',
    async () => {
      const { resourceArn } = api.target();
      for (const other of [`${resourceArn}x`, resourceArn.toUpperCase()]) {
        await expect(execute('SELECT 1', { resourceArn: other })).rejects.toHaveProperty('status');
      }
    },
  );

  undocumented(
    'an unknown cluster is HttpEndpointNotEnabledException, an unknown secret SecretsErrorException',
    async () => {
      const endpointOff = {
        name: 'HttpEndpointNotEnabledException',
        status: 400,
        message: `HttpEndpoint is not enabled for resource ${api.target().resourceArn}x`,
      };
      const secretGone = { name: 'SecretsErrorException', status: 400 };
      const { resourceArn, secretArn } = api.target();
      await expect(execute('SELECT 1', { resourceArn: `${resourceArn}x` })).rejects.toMatchObject(
        endpointOff,
      );
      await expect(begin({ resourceArn: `${resourceArn}x` })).rejects.toMatchObject(endpointOff);
      await expect(execute('SELECT 1', { secretArn: `${secretArn}x` })).rejects.toMatchObject(secretGone);
      await expect(commit('A')).rejects.toMatchObject({ name: 'TransactionNotFoundException' });
    },
  );
});

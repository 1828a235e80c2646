import { expect, test } from '@jest/globals';
import { declareFunction } from '#tests/support/declareFunction.ts';
import { type AccountDeclaration, readAccounts } from '#tools/accounts.ts';
import { deriveTemplate } from './deriveTemplate.ts';

const auditor: AccountDeclaration = {
  name: 'auditor',
  description: 'reads people',
  grants: ['SELECT ON people'],
  secretName: 'stage',
};
const functions = [
  declareFunction('migrate', { account: 'master' }),
  declareFunction('auditPeople', { account: 'auditor' }),
  declareFunction('greet'),
];
const derived = deriveTemplate(functions, 'iam', [...readAccounts(), auditor]);
const resources = derived.resources.Resources;

const readableSecrets = (role: string): unknown[] =>
  resources[role].Properties.Policies[0].PolicyDocument.Statement.filter(
    ({ Action }: { Action: unknown }) => Action === 'secretsmanager:GetSecretValue',
  ).map(({ Resource }: { Resource: unknown }) => Resource);

test('an account that is added has a secret of its stage', () => {
  expect(resources.AuditorSecret).toEqual({
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Name: 'users-${sls:stage}/auditor',
      Description: 'Database user of the users service that reads people',
      GenerateSecretString: {
        SecretStringTemplate: '{"username":"users_auditor"}',
        GenerateStringKey: 'password',
        PasswordLength: 32,
        ExcludePunctuation: true,
      },
    },
  });
});

test('its function logs in with that secret, and may read no other', () => {
  expect(derived.functions.auditPeople).toMatchObject({
    environment: { DATABASE_SECRET_ARN: { Ref: 'AuditorSecret' } },
  });
  expect(readableSecrets('AuditPeopleRole')).toEqual([{ Ref: 'AuditorSecret' }]);
});

test('the master reads the secrets of all accounts, to create them', () => {
  expect(derived.functions.migrate).toMatchObject({
    environment: {
      DATABASE_AUDITOR_SECRET_ARN: { Ref: 'AuditorSecret' },
      DATABASE_READER_SECRET_ARN: { Ref: 'ReaderSecret' },
    },
  });
  expect(readableSecrets('MigrateRole')).toContainEqual({ Ref: 'AuditorSecret' });
});

test('a function without an account may neither use the database nor read a secret', () => {
  expect(JSON.stringify(resources.GreetRole)).not.toMatch(/rds-data|secretsmanager/);
});

// The secrets of the functions' database accounts, and what a function needs to use its own.
import { type AccountDeclaration, accountSecrets, accountUsername, secretId } from '#tools/accounts.ts';
import type { FunctionDeclaration } from '#tools/functions.ts';

type Declared = Pick<FunctionDeclaration, 'name' | 'account'>;

const accountSecret = ({ name, description, secretName }: AccountDeclaration) => ({
  Type: 'AWS::SecretsManager::Secret',
  Properties: {
    ...(secretName === 'stage' && { Name: `users-\${sls:stage}/${name}` }),
    Description: `Database user of the users service that ${description}`,
    GenerateSecretString: {
      SecretStringTemplate: JSON.stringify({ username: accountUsername(name) }),
      GenerateStringKey: 'password',
      PasswordLength: 32,
      // The password becomes part of a statement's text; layers/schema/databaseUser.ts takes letters and digits only.
      ExcludePunctuation: true,
    },
  },
});

/** The accounts' secrets by logical id. */
export const accountResources = (accounts: readonly AccountDeclaration[]) =>
  Object.fromEntries(accounts.map((account) => [secretId(account.name), accountSecret(account)]));

/** The master's is the cluster's own, or that of a cluster which exists already. */
const secretReference = (secret: string) =>
  secret === 'master' ? '${self:custom.database.secretArn}' : { Ref: secretId(secret) };

/** Variables of a function's environment: the secret that it logs in with, and for the master's the accounts to create. */
export const accountEnvironment = (declared: Declared, accounts: readonly AccountDeclaration[]) =>
  Object.fromEntries(
    Object.entries(accountSecrets(declared, accounts)).map(([variable, secret]) => [
      variable,
      secretReference(secret),
    ]),
  );

/** IAM statements: to use the Data API, and to read those secrets. */
export const accountStatements = (declared: Declared, accounts: readonly AccountDeclaration[]) => {
  const secrets = Object.values(accountSecrets(declared, accounts));
  if (secrets.length === 0) return [];
  return [
    { Effect: 'Allow', Action: 'rds-data:ExecuteStatement', Resource: '${self:custom.database.clusterArn}' },
    ...secrets.map((secret) => ({
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: secretReference(secret),
    })),
  ];
};

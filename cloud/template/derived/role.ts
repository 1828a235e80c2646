// The IAM role of a function: its logs, traces, queue, database account, and what it declares.
import type { AccountDeclaration } from '#tools/accounts.ts';
import { accountStatements } from './accounts.ts';
import type { DeployedFunction } from './deployedFunction.ts';
import { queueStatements } from './queue.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

// X-Ray knows no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
const tracing = {
  Effect: 'Allow',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: '*',
};

const logging = (logicalName: string) => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: { 'Fn::GetAtt': [`${logicalName}LogGroup`, 'Arn'] },
});

const statements = (deployed: DeployedFunction, accounts: readonly AccountDeclaration[]) => [
  logging(deployed.logicalName),
  tracing,
  ...queueStatements(deployed),
  ...accountStatements(deployed, accounts),
  ...deployed.role,
];

export const role = (deployed: DeployedFunction, accounts: readonly AccountDeclaration[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust,
    PermissionsBoundary: '${self:custom.permissionsBoundary}',
    Policies: [
      {
        PolicyName: deployed.name,
        PolicyDocument: { Version: '2012-10-17', Statement: statements(deployed, accounts) },
      },
    ],
  },
});

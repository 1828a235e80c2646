// The IAM role of a function: its own logs and traces, and what its declaration adds.
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

const statements = (deployed: DeployedFunction) => [
  logging(deployed.logicalName),
  tracing,
  ...queueStatements(deployed),
  ...deployed.role,
];

export const role = (deployed: DeployedFunction) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust,
    PermissionsBoundary: '${self:custom.permissionsBoundary}',
    Policies: [
      {
        PolicyName: deployed.name,
        PolicyDocument: { Version: '2012-10-17', Statement: statements(deployed) },
      },
    ],
  },
});

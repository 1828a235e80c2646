// Faults of the policies, each of which the table of foreign rights must show.
import { type Properties, resource, type Template } from '../template.ts';

export type Plant = {
  name: string;
  plant(deployer: Template): void;
  /** A right that the table has then: `<principal> <action>`, and `by <actions>` where it is not direct. */
  finds: RegExp;
};

const statements = (deployer: Template, policy: string): Properties[] =>
  resource(deployer, policy).Properties.PolicyDocument.Statement;

const statement = (deployer: Template, policy: string, sid: string): Properties => {
  const found = statements(deployer, policy).find(({ Sid }) => Sid === sid);
  if (!found) throw new Error(`${policy} has no statement ${sid}`);
  return found;
};

/** Adds `Action` on all resources, as far as the condition lets it. */
const allow =
  (policy: string, Action: string | string[], Condition: object = {}) =>
  (deployer: Template): void =>
    void statements(deployer, policy).push({ Effect: 'Allow', Action, Resource: '*', Condition });

const widen =
  (policy: string, sid: string, Resource: string) =>
  (deployer: Template): void =>
    void Object.assign(statement(deployer, policy, sid), { Resource });

const unbind =
  (policy: string, sid: string) =>
  (deployer: Template): void =>
    void delete statement(deployer, policy, sid).Condition;

const anyStageTag = {
  StringEquals: { 'aws:ResourceTag/service': 'users', 'aws:ResourceTag/stage': { Ref: 'Stage' } },
};
const anyRequestTag = {
  StringEquals: { 'aws:RequestTag/service': 'users', 'aws:RequestTag/stage': { Ref: 'Stage' } },
};
const toLambda = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };

export const plants: readonly Plant[] = [
  {
    name: 'roles may run SQL on every cluster',
    plant: allow('Boundary', 'rds-data:ExecuteStatement'),
    finds: /^writable role rds-data:ExecuteStatement:/,
  },
  {
    name: 'the deployer writes a role that runs SQL on every cluster',
    plant: allow('Boundary', 'rds-data:ExecuteStatement'),
    finds: /^deployer rds-data:ExecuteStatement by .*iam:PutRolePolicy/,
  },
  {
    name: 'roles may read the master secret of every cluster',
    plant: (deployer) =>
      statements(deployer, 'Boundary').forEach((one) => {
        if (one.Condition?.ArnLike) delete one.Condition;
      }),
    finds: /^writable role secretsmanager:GetSecretValue:/,
  },
  {
    name: 'secrets of a tag may be read, and every secret tagged',
    plant: (deployer) => {
      allow('Data', 'secretsmanager:TagResource', anyRequestTag)(deployer);
      allow('Data', 'secretsmanager:GetSecretValue', anyStageTag)(deployer);
    },
    finds: /^deployer secretsmanager:GetSecretValue by .*secretsmanager:TagResource/,
  },
  {
    name: 'master secrets may be tagged without a condition',
    plant: unbind('Secrets', 'MasterSecret'),
    finds: /^deployer secretsmanager:TagResource:/,
  },
  {
    name: 'a condition on tag keys holds for a request without tags',
    plant: (deployer) => void delete statement(deployer, 'Secrets', 'MasterSecret').Condition.Null,
    finds: /^deployer secretsmanager:TagResource:/,
  },
  {
    name: 'every network may be tagged',
    plant: allow('Data', 'ec2:CreateTags', { StringEquals: { 'ec2:Region': { Ref: 'AWS::Region' } } }),
    finds: /^deployer ec2:CreateTags:/,
  },
  {
    name: 'networks of a tag may be deleted, and every network tagged',
    plant: (deployer) => {
      allow('Data', 'ec2:CreateTags')(deployer);
      allow('Data', 'ec2:DeleteVpc', anyStageTag)(deployer);
    },
    finds: /^deployer ec2:DeleteVpc by .*ec2:CreateTags/,
  },
  {
    name: 'every role may be passed to a function',
    plant: allow('Compute', 'iam:PassRole', toLambda),
    finds: /^deployer rds-data:ExecuteStatement by .*iam:PassRole/,
  },
  {
    name: 'every role may be trusted to somebody else',
    plant: widen('Compute', 'Roles', '*'),
    finds: /^deployer s3:GetObject by .*iam:UpdateAssumeRolePolicy/,
  },
  {
    name: 'every role with the boundary may get rights',
    plant: (deployer) => void widen('Compute', 'RoleRights', '*')(deployer),
    finds: /^deployer rds-data:ExecuteStatement by .*iam:PutRolePermissionsBoundary/,
  },
  {
    name: 'the code of every function may be changed',
    plant: allow('Commands', 'lambda:UpdateFunctionCode'),
    finds: /^deployer rds-data:ExecuteStatement by .*lambda:UpdateFunctionCode/,
  },
  {
    name: 'a name begins like that of another stage',
    plant: (deployer) =>
      void Object.assign(statement(deployer, 'Events', 'Queues'), {
        Resource: { 'Fn::Sub': `arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:users-\${Stage}*` },
      }),
    finds: /^deployer sqs:SetQueueAttributes:/,
  },
  {
    name: 'every API answers the deployer',
    plant: widen('Commands', 'Request', '*'),
    finds: /^deployer execute-api:Invoke:/,
  },
  {
    name: 'every API may be changed',
    plant: unbind('Compute', 'Api'),
    finds: /^deployer apigateway:DELETE:/,
  },
  {
    name: 'every name of the zone may be changed',
    plant: unbind('Data', 'DomainRecord'),
    finds: /^deployer route53:ChangeResourceRecordSets:/,
  },
  {
    name: 'a bucket of another account may be used',
    plant: unbind('Commands', 'Templates'),
    finds: /^deployer s3:PutObject:/,
  },
  {
    name: 'a role may do everything within its service',
    plant: allow('Boundary', 's3:*'),
    finds: /^writable role s3:DeleteObject:/,
  },
  {
    name: 'a statement names the resources that it leaves out',
    plant: (deployer) =>
      void statements(deployer, 'Data').push({
        Effect: 'Allow',
        Action: 'secretsmanager:GetSecretValue',
        NotResource: 'arn:aws:secretsmanager:*:secret:users-prod/*',
      }),
    finds: /^deployer secretsmanager:GetSecretValue:/,
  },
];

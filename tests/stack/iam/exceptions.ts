// What a stage's principals may do beside their stage, each with its reason.
import type { ForeignRight } from './world.ts';

export type Exception = { action: RegExp; resource?: RegExp; reason: string };

const noResource = 'IAM knows no resource for it.';

export const exceptions: readonly Exception[] = [
  { action: /^cloudformation:(ValidateTemplate|ListExports)$/, reason: noResource },
  { action: /^ecr:GetAuthorizationToken$/, reason: noResource },
  { action: /^secretsmanager:GetRandomPassword$/, reason: noResource },
  { action: /^codedeploy:StopDeployment$/, reason: `${noResource} It stops a shift that has a random id.` },
  {
    action: /^logs:(\w+LogDeliver(y|ies)|(Put|Describe)ResourcePol\w+)$/,
    reason: `${noResource} An access log is delivered so.`,
  },
  {
    action: /^(rds|ec2|cloudwatch|logs):Describe/,
    reason: 'A description is of a list: names and settings, no data.',
  },
  {
    action: /^ec2:Create(Vpc|Subnet|SecurityGroup)$/,
    reason: 'It makes a new part of a network, whose id is random; none that exists is changed.',
  },
  {
    action: /^apigateway:(POST|GET|PUT)$/,
    resource: /\/tags\//,
    reason: 'No condition is known for the tags of an API, and no right of ours follows from them.',
  },
  {
    action: /^secretsmanager:(CreateSecret|TagResource)$/,
    resource: /:secret:\w+Secret-.*-untagged$/,
    reason:
      'A secret that is being made has no tag of its stack yet. No right follows from what it is tagged with.',
  },
  {
    action: /^route53:(ListResourceRecordSets|GetHostedZone)$/,
    reason: 'The zone may hold names of others, which are public.',
  },
];

const explains = ({ action, resource }: Exception, right: ForeignRight): boolean =>
  action.test(right.action) && (resource?.test(right.resource.arn) ?? true);

export const unexplained = (rights: readonly ForeignRight[]): ForeignRight[] =>
  rights.filter((right) => !exceptions.some((exception) => explains(exception, right)));

export const unused = (rights: readonly ForeignRight[]): Exception[] =>
  exceptions.filter((exception) => !rights.some((right) => explains(exception, right)));

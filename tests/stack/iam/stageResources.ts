// The resources of one stage as IAM sees them: ARNs, tags, and other keys of conditions.
import { imageStack } from '#cloud/deploy/steps/imageStack.ts';
import { imageStackName, serviceStackName } from '#cloud/deploy/steps/names.ts';
import { type Json, resolve } from '#tests/deploy/aws/resolve.ts';
import { functionNames } from '#tools/functions.ts';
import { listOf, ofType, type Properties, type Template } from '../template.ts';
import type { Context } from './conditions.ts';
import type { Statement } from './evaluate.ts';
import { account, PhysicalStack, region, type Stack } from './physicalStack.ts';

/** A packaged template, and the stage that it was packaged for. */
export type Packaged = { text: string; stage: string };

export type Tags = Readonly<Record<string, string>>;

export type CloudResource = {
  type: string;
  id: string;
  arn: string;
  tags: Tags;
  /** What carries the tags: for a part of an API, the API. */
  tagOwner: string;
  /** What a condition may ask of the resource beside its tags. */
  keys: Context;
};

const boundaryArn = (stackName: string): string => `arn:aws:iam::${account}:policy/${stackName}-boundary`;

/** The template as it would be packaged for another stage. */
const templateOf = ({ text, stage: packaged }: Packaged, stage: string): Template =>
  JSON.parse(
    text
      .replaceAll(serviceStackName(packaged), serviceStackName(stage))
      .replaceAll(`"${packaged}-users"`, `"${stage}-users"`)
      .replaceAll('users.example.com', `${stage}.example.com`),
  );

/** What a condition asks of a resource beside its tags. */
const keysOf = (type: string, stackName: string, { FunctionName, Name }: Json): Context => {
  if (type.startsWith('AWS::EC2::')) return { 'ec2:Region': region };
  if (type === 'AWS::IAM::Role') return { 'iam:PermissionsBoundary': boundaryArn(stackName) };
  if (type === 'AWS::Lambda::EventSourceMapping') {
    return { 'lambda:FunctionArn': `arn:aws:lambda:${region}:${account}:function:${FunctionName}` };
  }
  if (type === 'AWS::Route53::RecordSet') {
    return { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': [Name] };
  }
  return type.startsWith('AWS::S3::') ? { 's3:ResourceAccount': account } : {};
};

/** RDS tags the master's secret, CloudFormation everything else. */
const tagsOf = (arn: string, cluster: string, stackName: string): Tags =>
  arn.includes(':secret:rds!')
    ? { 'aws:rds:primaryDBClusterArn': cluster, 'aws:secretsmanager:owningService': 'rds' }
    : {
        service: 'users',
        stage: stackName.replace(/^users-/, ''),
        'aws:cloudformation:stack-name': stackName,
      };

const stackOf = (packaged: Packaged, stage: string): Stack => {
  const template = templateOf(packaged, stage);
  const beside = {
    ServiceStack: { Type: 'AWS::CloudFormation::Stack', Properties: { Name: serviceStackName(stage) } },
    ImageStack: { Type: 'AWS::CloudFormation::Stack', Properties: { Name: imageStackName(stage) } },
    Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Name: `users-${stage}-boundary` } },
    ...imageStack(stage, functionNames()).Resources,
  };
  return {
    name: serviceStackName(stage),
    template: { ...template, Resources: { ...template.Resources, ...beside } },
  };
};

/** Those of both stacks, the stacks themselves, and the boundary of the stage's roles: one for each ARN. */
export const stageResources = (packaged: Packaged, stage: string): CloudResource[] => {
  const stack = stackOf(packaged, stage);
  const physical = new PhysicalStack(stack);
  return Object.entries(stack.template.Resources).flatMap(([id, { Type: type }]) => {
    const keys = keysOf(type, stack.name, physical.valuesOf(id));
    const [first = '', ...others] = physical.arns(id);
    return [first, ...others].map((arn) => {
      const tagOwner = type.startsWith('AWS::ApiGatewayV2::') ? `API of ${stack.name}` : arn;
      return { type, id, arn, tags: tagsOf(arn, first, stack.name), tagOwner, keys };
    });
  });
};

/** What the role of a function may do by itself, by the logical id of the role. */
export const roleStatements = (packaged: Packaged, stage: string): Record<string, Statement[]> => {
  const stack = stackOf(packaged, stage);
  const { scope } = new PhysicalStack(stack);
  return Object.fromEntries(
    ofType(stack.template, 'AWS::IAM::Role').map(([id, { Properties }]) => [
      id,
      listOf<Properties>(Properties.Policies).flatMap(
        ({ PolicyDocument }) => resolve(PolicyDocument.Statement, scope) as Statement[],
      ),
    ]),
  );
};

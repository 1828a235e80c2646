// What the commands and the stage's roles ask of the stage's own resources.
import { askedActions } from '#tests/deploy/aws/actions.ts';
import type { AccessRequest, Statement } from './evaluate.ts';
import { endingIn, existing, type Own, ofType } from './targets.ts';

/** Which of the stage's resources a command asks an action of; `undefined` where it takes no resource. */
const commandTargets: readonly [RegExp, ((own: Own) => Own) | undefined][] = [
  [
    /^(cloudformation:(ValidateTemplate|ListExports)|codedeploy:StopDeployment|ecr:GetAuthorizationToken)$/,
    undefined,
  ],
  [/^apigateway:/, (own) => ofType(own, 'AWS::ApiGatewayV2::Api').slice(0, 1)],
  [/^cloudformation:/, (own) => ofType(own, 'AWS::CloudFormation::Stack')],
  [/^codedeploy:ListDeploymentGroups$/, (own) => ofType(own, 'AWS::CodeDeploy::Application')],
  [/^codedeploy:/, (own) => ofType(own, 'AWS::CodeDeploy::DeploymentGroup')],
  [/^ecr:/, (own) => ofType(own, 'AWS::ECR::Repository')],
  [/^execute-api:/, (own) => endingIn(own, /:execute-api:/)],
  [/^lambda:\w+EventSourceMapping$/, (own) => ofType(own, 'AWS::Lambda::EventSourceMapping')],
  [/^lambda:/, (own) => ofType(own, 'AWS::Lambda::Function')],
  [/^rds:Describe/, undefined],
  [/^rds:/, (own) => endingIn(own, /:cluster:/)],
  [/^s3:(ListBucket|DeleteObject)$/, (own) => ofType(own, 'AWS::S3::Bucket')],
  [/^s3:/, (own) => endingIn(own, /:users-\w+-serverlessdeploymentbucket-/)],
  [/^secretsmanager:/, (own) => ofType(own, 'AWS::SecretsManager::Secret')],
];

/** A bucket is listed, and an object of it read. */
const fitsBucket = (action: string, arn: string): boolean =>
  !action.startsWith('s3:') || arn.includes('/incoming/') === (action !== 's3:ListBucket');

/** What the commands of cloud/deploy ask. Throws where it is unknown of which resource. */
export const commandNeeds = (own: Own): AccessRequest[] =>
  askedActions.flatMap((action) => {
    const known = commandTargets.find(([pattern]) => pattern.test(action));
    if (!known) throw new Error(`of which resource is ${action} asked?`);
    const [, select] = known;
    if (!select) return [{ action, resource: '*', context: {} }];
    return select(own)
      .filter(({ arn }) => fitsBucket(action, arn))
      .map((resource) => ({ action, ...existing(resource) }));
  });

/** One request for each action and resource of a role's statement. */
export const statementNeeds = ({ Action = [], Resource = [] }: Statement, own: Own): AccessRequest[] =>
  [Action].flat().flatMap((action) =>
    [Resource].flat().map((resource) => {
      const known = own.find(({ arn }) => arn === resource);
      return {
        action,
        ...(known ? existing(known) : { resource: resource.replaceAll('*', 'x'), context: {} }),
      };
    }),
  );

/** What a shift of an alias asks, of the managed policy AWSCodeDeployRoleForLambdaLimited. */
export const rolloutNeeds = (own: Own): AccessRequest[] => [
  { action: 'cloudwatch:DescribeAlarms', resource: '*', context: {} },
  ...ofType(own, 'AWS::Lambda::Function').flatMap((lambda) =>
    ['GetAlias', 'UpdateAlias', 'GetProvisionedConcurrencyConfig'].map((name) => ({
      action: `lambda:${name}`,
      ...existing(lambda),
    })),
  ),
];

// What CloudFormation asks of the stage's resources, by their type.
import { resourceActions } from '../resourceActions.ts';
import type { Context } from './conditions.ts';
import type { AccessRequest } from './evaluate.ts';
import { account, region } from './physicalStack.ts';
import { endingIn, existing, made, type Own, ofType, type Target } from './targets.ts';

/** `found` are the resources of the type whose ARNs are of the action's service. */
type Aim = (found: Own, own: Own) => Target[];

const everywhere: Aim = () => [{ resource: '*', context: { 'ec2:Region': region } }];
const at =
  (resource: string, context: Context = {}): Aim =>
  () => [{ resource, context }];
const passingTo =
  (service: string): Aim =>
  (_found, own) =>
    ofType(own, 'AWS::IAM::Role').map(({ arn }) => ({
      resource: arn,
      context: { 'iam:PassedToService': `${service}.amazonaws.com` },
    }));

const collection = /\/(apimappings|authorizers|integrations|routes|stages)$/;
const mainArn =
  /^(?!.*(:cluster-snapshot:|:log-stream:|\/incoming\/|Events-Archive|execute-api|\/tags\/)).*$/;

/** By the type of a resource and the action; the first that fits. Everything else is asked of the resource itself. */
const aims: readonly [RegExp, Aim][] = [
  [/ ((cloudwatch|ec2):Describe\w+|logs:\w+LogDelivery|secretsmanager:GetRandomPassword)$/, everywhere],
  [/ route53:GetChange$/, at('arn:aws:route53:::change/C1')],
  [
    / iam:CreateServiceLinkedRole$/,
    at(`arn:aws:iam::${account}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS`, {
      'iam:AWSServiceName': 'rds.amazonaws.com',
    }),
  ],
  [/::Function iam:PassRole$/, passingTo('lambda')],
  [/::DeploymentGroup iam:PassRole$/, passingTo('codedeploy')],
  [/::Schedule iam:PassRole$/, passingTo('scheduler')],
  [/::Alias codedeploy:/, (_found, own) => ofType(own, 'AWS::CodeDeploy::DeploymentGroup').map(existing)],
  [/::DBCluster secretsmanager:/, (found) => found.map((secret) => made(secret))],
  [/ rds:CreateDBClusterSnapshot$/, (found) => found.map(existing)],
  // What the framework's bucket for templates has not.
  [
    / s3:Put(BucketOwnershipControls|LifecycleConfiguration|BucketNotification)$/,
    (found) => endingIn(found, /-imports-[^/]+$/).map(existing),
  ],
  [/::Secret secretsmanager:CreateSecret$/, (found) => found.map((secret) => made(secret))],
  [
    /::Secret secretsmanager:TagResource$/,
    (found) => found.flatMap((secret) => [made(secret), existing(secret)]),
  ],
  [
    / ec2:Create(Vpc|Subnet|SecurityGroup)$/,
    (found, own) => [
      ...found.map((part) => made(part)),
      ...(found[0]?.type === 'AWS::EC2::VPC' ? [] : ofType(own, 'AWS::EC2::VPC').map(existing)),
    ],
  ],
  [
    / ec2:CreateTags$/,
    (found) =>
      found.flatMap((part) => [
        made(part, { 'ec2:CreateAction': `Create${part.id.includes('Vpc') ? 'Vpc' : part.type.slice(10)}` }),
        existing(part),
      ]),
  ],
  [/::Api apigateway:POST$/, at(`arn:aws:apigateway:${region}::/apis`)],
  [
    /::DomainName apigateway:(POST|AddCertificateToDomain)$/,
    at(`arn:aws:apigateway:${region}::/domainnames`),
  ],
  [/::ApiGatewayV2::\w+ apigateway:POST$/, (found) => endingIn(found, collection).map(existing)],
  [/::Api apigateway:PUT$/, (found) => found.map(existing)],
];

const ownAim: Aim = (found) =>
  endingIn(found, mainArn)
    .filter(({ arn }) => !collection.test(arn))
    .map(existing);

const serviceOf = (arn: string): string => arn.split(':')[2] as string;

const targetsOf = (type: string, action: string, own: Own): AccessRequest[] => {
  const found = ofType(own, type).filter(({ arn }) => serviceOf(arn) === action.split(':')[0]);
  const [, aim = ownAim] = aims.find(([pattern]) => pattern.test(`${type} ${action}`)) ?? [];
  return aim(found, own).map((target) => ({ action, ...target }));
};

/** What CloudFormation asks to make, change and delete the stage's resources, by their type. */
export const typeNeeds = (type: string, own: Own): AccessRequest[] =>
  (resourceActions[type] ?? []).flatMap((action) => targetsOf(type, action, own));

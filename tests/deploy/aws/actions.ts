// The actions of IAM behind the stand-in's answers: what the commands of cloud/deploy ask.
import { cloudFormationOperations } from './cloudFormation.ts';
import { jsonOperations } from './json.ts';
import { lambdaOperations } from './lambda.ts';
import { rdsOperations } from './rds.ts';

const prefixes: Readonly<Record<string, string>> = {
  AmazonEC2ContainerRegistry_V20150921: 'ecr',
  CodeDeploy_20141006: 'codedeploy',
  secretsmanager: 'secretsmanager',
};

const jsonAction = (target: string): string => {
  const [service = '', operation] = target.split('.');
  return `${prefixes[service]}:${operation}`;
};

/** Docker's push: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html */
const push = [
  'BatchCheckLayerAvailability',
  'InitiateLayerUpload',
  'UploadLayerPart',
  'CompleteLayerUpload',
  'PutImage',
];

export const askedActions: readonly string[] = [
  ...cloudFormationOperations.map((name) => `cloudformation:${name}`),
  ...jsonOperations.map(jsonAction),
  ...lambdaOperations.map((name) => `lambda:${name}`),
  ...rdsOperations.map((name) => `rds:${name}`),
  ...push.map((name) => `ecr:${name}`),
  's3:ListBucket',
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  'lambda:InvokeFunction',
  'apigateway:GET',
  'execute-api:Invoke',
];

// Names and ARNs of the stacks' resources, by type. `{…}` is a property, or a word of
// physicalStack.ts. ARNs: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

export type Kind = { name: string; arns: readonly string[] };

/** CloudFormation makes the name, and adds characters of chance: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html */
const made = '{stack}-{id}-1A2B3C4D5E6F';
const lowerMade = '{lower:stack}-{lower:id}-1a2b3c4d5e6f';
const random = '{lower:id}0of0{lower:stack}';

const kind = (name: string, ...arns: string[]): Kind => ({ name, arns });
const api = 'arn:aws:apigateway:{region}::';

/** A collection of an API, and its member. */
const apiPart = (collection: string): Kind =>
  kind(random, `${api}/apis/{api}/${collection}`, `${api}/apis/{api}/${collection}/{name}`);

export const kinds: Readonly<Record<string, Kind>> = {
  'AWS::ApiGatewayV2::Api': kind(
    '{api}',
    `${api}/apis/{api}`,
    `${api}/tags/arn%3Aaws%3Aapigateway%3A{region}%3A%3A%2Fapis%2F{api}`,
    'arn:aws:execute-api:{region}:{account}:{api}/$default/GET/users',
  ),
  'AWS::ApiGatewayV2::ApiMapping': kind(
    random,
    `${api}/domainnames/{DomainName}/apimappings`,
    `${api}/domainnames/{DomainName}/apimappings/{name}`,
  ),
  'AWS::ApiGatewayV2::Authorizer': apiPart('authorizers'),
  'AWS::ApiGatewayV2::DomainName': kind('{DomainName}', `${api}/domainnames/{name}`),
  'AWS::ApiGatewayV2::Integration': apiPart('integrations'),
  'AWS::ApiGatewayV2::Route': apiPart('routes'),
  'AWS::ApiGatewayV2::Stage': apiPart('stages'),
  'AWS::CloudFormation::Stack': kind(
    '{Name}',
    'arn:aws:cloudformation:{region}:{account}:stack/{name}/0a1b2c3d-4e5f',
  ),
  'AWS::CloudWatch::Alarm': kind(made, 'arn:aws:cloudwatch:{region}:{account}:alarm:{name}'),
  'AWS::CloudWatch::Dashboard': kind('{DashboardName}', 'arn:aws:cloudwatch::{account}:dashboard/{name}'),
  'AWS::CodeDeploy::Application': kind(made, 'arn:aws:codedeploy:{region}:{account}:application:{name}'),
  'AWS::CodeDeploy::DeploymentGroup': kind(
    made,
    'arn:aws:codedeploy:{region}:{account}:deploymentgroup:{ApplicationName}/{name}',
  ),
  'AWS::EC2::SecurityGroup': kind(`sg-${random}`, 'arn:aws:ec2:{region}:{account}:security-group/{name}'),
  'AWS::EC2::Subnet': kind(`subnet-${random}`, 'arn:aws:ec2:{region}:{account}:subnet/{name}'),
  'AWS::EC2::VPC': kind(`vpc-${random}`, 'arn:aws:ec2:{region}:{account}:vpc/{name}'),
  'AWS::ECR::Repository': kind('{RepositoryName}', 'arn:aws:ecr:{region}:{account}:repository/{name}'),
  'AWS::Events::Archive': kind(
    '{ArchiveName}',
    'arn:aws:events:{region}:{account}:archive/{name}',
    'arn:aws:events:{region}:{account}:rule/{stack}/Events-Archive-{name}',
  ),
  'AWS::Events::EventBus': kind('{Name}', 'arn:aws:events:{region}:{account}:event-bus/{name}'),
  'AWS::Events::Rule': kind('{Name}', 'arn:aws:events:{region}:{account}:rule/{EventBusName}/{name}'),
  'AWS::IAM::ManagedPolicy': kind('{Name}', 'arn:aws:iam::{account}:policy/{name}'),
  'AWS::IAM::Role': kind(made, 'arn:aws:iam::{account}:role/{name}'),
  'AWS::Lambda::Alias': kind('{Name}', 'arn:aws:lambda:{region}:{account}:function:{FunctionName}:{name}'),
  'AWS::Lambda::EventSourceMapping': kind(
    random,
    'arn:aws:lambda:{region}:{account}:event-source-mapping:{name}',
  ),
  'AWS::Lambda::Function': kind('{FunctionName}', 'arn:aws:lambda:{region}:{account}:function:{name}'),
  'AWS::Lambda::Permission': kind(random, '{FunctionName}'),
  'AWS::Lambda::Version': kind('7', 'arn:aws:lambda:{region}:{account}:function:{FunctionName}:{name}'),
  'AWS::Logs::LogGroup': kind(
    '{LogGroupName}',
    'arn:aws:logs:{region}:{account}:log-group:{name}',
    'arn:aws:logs:{region}:{account}:log-group:{name}:log-stream:2026/11/30/[7]0a1b',
  ),
  'AWS::Logs::MetricFilter': kind(random, 'arn:aws:logs:{region}:{account}:log-group:{LogGroupName}'),
  'AWS::RDS::DBCluster': kind(
    lowerMade,
    'arn:aws:rds:{region}:{account}:cluster:{name}',
    'arn:aws:secretsmanager:{region}:{account}:secret:rds!cluster-{name}-AbCdEf',
    'arn:aws:rds:{region}:{account}:cluster-snapshot:{lower:stack}-snapshot-{lower:id}-1a2b3c4d5e6f',
  ),
  'AWS::RDS::DBClusterParameterGroup': kind(lowerMade, 'arn:aws:rds:{region}:{account}:cluster-pg:{name}'),
  'AWS::RDS::DBInstance': kind(lowerMade, 'arn:aws:rds:{region}:{account}:db:{name}'),
  'AWS::RDS::DBSubnetGroup': kind(lowerMade, 'arn:aws:rds:{region}:{account}:subgrp:{name}'),
  'AWS::Route53::RecordSet': kind('{Name}', 'arn:aws:route53:::hostedzone/{HostedZoneId}'),
  'AWS::S3::Bucket': kind('{BucketName}', 'arn:aws:s3:::{name}', 'arn:aws:s3:::{name}/incoming/people.csv'),
  'AWS::S3::BucketPolicy': kind(random, 'arn:aws:s3:::{Bucket}'),
  'AWS::SNS::Subscription': kind(random, '{TopicArn}'),
  'AWS::SNS::Topic': kind(made, 'arn:aws:sns:{region}:{account}:{name}'),
  'AWS::SQS::Queue': kind('{QueueName}', 'arn:aws:sqs:{region}:{account}:{name}'),
  'AWS::SQS::QueuePolicy': kind(random, 'arn:aws:sqs:{region}:{account}:{Queues}'),
  'AWS::Scheduler::Schedule': kind('{Name}', 'arn:aws:scheduler:{region}:{account}:schedule/default/{name}'),
  'AWS::SecretsManager::Secret': kind(
    '{Name}',
    'arn:aws:secretsmanager:{region}:{account}:secret:{name}-AbCdEf',
  ),
};

/** Names of resources that the template leaves to CloudFormation, where it would give one. */
export const madeNames: Readonly<Record<string, Record<string, string>>> = {
  'AWS::S3::Bucket': { BucketName: lowerMade },
  // A secret's made name leaves the stack out.
  'AWS::SecretsManager::Secret': { Name: '{id}-{id}0of0{stack}' },
};

// What CloudFormation asks to create, change and delete a resource of each type in the stacks.
// The permissions of every type: aws cloudformation describe-type --type RESOURCE --type-name <type> --query Schema

/** `Create|Update|Delete` of one service, in the same words. */
const each = (service: string, noun: string, update = 'Update'): string[] =>
  ['Create', update, 'Delete'].map((verb) => `${service}:${verb}${noun}`);

const api = ['apigateway:POST', 'apigateway:PATCH', 'apigateway:DELETE'];

/** By type. A replaced resource is created and deleted. */
export const resourceActions: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2::Api': [...api, 'apigateway:PUT', 'apigateway:GET'],
  'AWS::ApiGatewayV2::ApiMapping': api,
  'AWS::ApiGatewayV2::Authorizer': api,
  'AWS::ApiGatewayV2::DomainName': [...api, 'apigateway:AddCertificateToDomain'],
  'AWS::ApiGatewayV2::Integration': api,
  'AWS::ApiGatewayV2::Route': api,
  'AWS::ApiGatewayV2::Stage': [...api, 'logs:CreateLogDelivery', 'logs:DeleteLogDelivery'],
  'AWS::CloudWatch::Alarm': [
    'cloudwatch:PutMetricAlarm',
    'cloudwatch:DescribeAlarms',
    'cloudwatch:DeleteAlarms',
  ],
  'AWS::CloudWatch::Dashboard': ['cloudwatch:PutDashboard', 'cloudwatch:DeleteDashboards'],
  'AWS::CodeDeploy::Application': each('codedeploy', 'Application'),
  'AWS::CodeDeploy::DeploymentGroup': [...each('codedeploy', 'DeploymentGroup'), 'iam:PassRole'],
  'AWS::EC2::SecurityGroup': [
    ...['ec2:CreateSecurityGroup', 'ec2:DeleteSecurityGroup', 'ec2:DescribeSecurityGroups'],
    ...['ec2:AuthorizeSecurityGroupEgress', 'ec2:RevokeSecurityGroupEgress'],
  ],
  'AWS::EC2::Subnet': ['ec2:CreateSubnet', 'ec2:ModifySubnetAttribute', 'ec2:DeleteSubnet', 'ec2:CreateTags'],
  'AWS::EC2::VPC': ['ec2:CreateVpc', 'ec2:ModifyVpcAttribute', 'ec2:DeleteVpc', 'ec2:CreateTags'],
  'AWS::ECR::Repository': [
    ...['ecr:CreateRepository', 'ecr:PutLifecyclePolicy', 'ecr:SetRepositoryPolicy', 'ecr:DeleteRepository'],
    // Deletes what a repository holds.
    'ecr:BatchDeleteImage',
  ],
  'AWS::Events::Archive': each('events', 'Archive'),
  'AWS::Events::EventBus': ['events:CreateEventBus', 'events:DescribeEventBus', 'events:DeleteEventBus'],
  'AWS::Events::Rule': ['events:PutRule', 'events:PutTargets', 'events:RemoveTargets', 'events:DeleteRule'],
  'AWS::IAM::Role': [
    ...each('iam', 'Role'),
    ...['iam:PutRolePolicy', 'iam:DeleteRolePolicy', 'iam:AttachRolePolicy', 'iam:DetachRolePolicy'],
    'iam:PutRolePermissionsBoundary',
  ],
  'AWS::Lambda::Alias': [...each('lambda', 'Alias'), ...each('codedeploy', 'Deployment', 'Get').slice(0, 2)],
  'AWS::Lambda::EventSourceMapping': each('lambda', 'EventSourceMapping'),
  'AWS::Lambda::Function': [
    ...each('lambda', 'Function', 'Get'),
    ...['lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration', 'lambda:PutFunctionConcurrency'],
    'lambda:PutFunctionRecursionConfig',
    'iam:PassRole',
  ],
  'AWS::Lambda::Permission': ['lambda:AddPermission', 'lambda:RemovePermission'],
  'AWS::Lambda::Version': ['lambda:PublishVersion', 'lambda:ListVersionsByFunction', 'lambda:DeleteFunction'],
  'AWS::Logs::LogGroup': ['logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:DeleteLogGroup'],
  'AWS::Logs::MetricFilter': [
    'logs:PutMetricFilter',
    'logs:DescribeMetricFilters',
    'logs:DeleteMetricFilter',
  ],
  'AWS::RDS::DBCluster': [
    ...each('rds', 'DBCluster', 'Modify'),
    ...['rds:EnableHttpEndpoint', 'rds:CreateDBClusterSnapshot', 'iam:CreateServiceLinkedRole'],
    // The master's secret, made in the name of whoever creates the cluster.
    ...['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
  ],
  'AWS::RDS::DBClusterParameterGroup': each('rds', 'DBClusterParameterGroup', 'Modify'),
  'AWS::RDS::DBInstance': each('rds', 'DBInstance', 'Modify'),
  'AWS::RDS::DBSubnetGroup': each('rds', 'DBSubnetGroup', 'Modify'),
  'AWS::Route53::RecordSet': ['route53:ChangeResourceRecordSets', 'route53:GetChange'],
  'AWS::S3::Bucket': [
    ...['s3:CreateBucket', 's3:PutEncryptionConfiguration', 's3:DeleteBucket'],
    ...['s3:PutBucketPublicAccessBlock', 's3:PutBucketOwnershipControls', 's3:PutBucketTagging'],
    ...['s3:PutLifecycleConfiguration', 's3:PutBucketNotification'],
  ],
  'AWS::S3::BucketPolicy': ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  'AWS::SNS::Subscription': ['sns:Subscribe', 'sns:Unsubscribe'],
  'AWS::SNS::Topic': ['sns:CreateTopic', 'sns:SetTopicAttributes', 'sns:DeleteTopic'],
  'AWS::Scheduler::Schedule': [...each('scheduler', 'Schedule'), 'scheduler:GetSchedule', 'iam:PassRole'],
  'AWS::SecretsManager::Secret': [
    ...each('secretsmanager', 'Secret'),
    ...['secretsmanager:GetRandomPassword', 'secretsmanager:TagResource'],
  ],
  'AWS::SQS::Queue': [
    'sqs:CreateQueue',
    'sqs:SetQueueAttributes',
    'sqs:GetQueueAttributes',
    'sqs:DeleteQueue',
  ],
  'AWS::SQS::QueuePolicy': ['sqs:SetQueueAttributes'],
};

// The CloudFormation template of the image repositories.
// It is a stack of its own, since images exist before the functions that run them.
import { kebabName } from '#tools/functions.ts';
import { repositoryName } from './names.ts';

/** Old images that are kept, for a rollback to the functions' versions that run them. */
const keptImages = 20;

const lifecycle = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: `Keeps the newest ${keptImages} images`,
      selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: keptImages },
      action: { type: 'expire' },
    },
  ],
});

// https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#configuration-images-permissions
const pullByLambda = (stage: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Condition: {
        ArnLike: {
          'aws:SourceArn': {
            'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:users-${stage}-*`,
          },
        },
      },
    },
  ],
});

const logicalId = (functionName: string): string =>
  `${kebabName(functionName).replaceAll(/[^a-z0-9]/g, '')}Repository`;

export const imageStack = (stage: string, functionNames: readonly string[]) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Image repositories of the users service, stage ${stage}`,
  Resources: Object.fromEntries(
    functionNames.map((name) => [
      logicalId(name),
      {
        Type: 'AWS::ECR::Repository',
        // Images can be built again from the source.
        DeletionPolicy: 'Delete',
        UpdateReplacePolicy: 'Delete',
        Properties: {
          RepositoryName: repositoryName(stage, name),
          ImageTagMutability: 'IMMUTABLE',
          ImageScanningConfiguration: { ScanOnPush: true },
          LifecyclePolicy: { LifecyclePolicyText: lifecycle },
          RepositoryPolicyText: pullByLambda(stage),
          EmptyOnDelete: true,
          Tags: [
            { Key: 'service', Value: 'users' },
            { Key: 'stage', Value: stage },
          ],
        },
      },
    ]),
  ),
});

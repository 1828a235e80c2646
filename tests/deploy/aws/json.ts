// The services that speak AWS JSON 1.1: ECR, CodeDeploy and Secrets Manager.
import { type AwsAnswer, AwsRefusal, type AwsRequest, json } from './protocol.ts';
import type { Json } from './resolve.ts';
import { secretOperations } from './secrets.ts';
import type { AwsState } from './state.ts';

const notFound = (name: string) => new AwsRefusal(name, 'There is none.');

const operations: Readonly<Record<string, (state: AwsState, input: Json) => object>> = {
  ...secretOperations,
  'AmazonEC2ContainerRegistry_V20150921.DescribeImages': (state, { repositoryName, imageIds }) => {
    const repository = state.repositories.get(repositoryName);
    if (!repository) throw notFound('RepositoryNotFoundException');
    const imageDigest = repository.get(imageIds[0].imageTag);
    if (!imageDigest) throw notFound('ImageNotFoundException');
    return { imageDetails: [{ imageDigest }] };
  },
  'AmazonEC2ContainerRegistry_V20150921.DescribeImageScanFindings': (state) => ({
    imageScanStatus: { status: 'COMPLETE' },
    imageScanFindings: { findingSeverityCounts: state.findings },
  }),
  'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories': () => {
    throw notFound('RepositoryNotFoundException');
  },
  'AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken': () => ({
    authorizationData: [
      {
        authorizationToken: Buffer.from('AWS:registry-password').toString('base64'),
        proxyEndpoint: 'https://123456789012.dkr.ecr.eu-central-1.amazonaws.com',
      },
    ],
  }),

  'CodeDeploy_20141006.ListDeploymentGroups': (state) => ({ deploymentGroups: [...state.rollouts.keys()] }),
  'CodeDeploy_20141006.ListDeployments': (state, { deploymentGroupName }) => ({
    deployments: state.rollouts.get(deploymentGroupName) ?? [],
  }),
  'CodeDeploy_20141006.StopDeployment': (state, { deploymentId, autoRollbackEnabled }) => {
    state.note(`stop ${deploymentId}, rollback ${autoRollbackEnabled}`);
    state.rollouts.clear();
    return { status: 'Succeeded' };
  },
};

export const jsonOperations: readonly string[] = Object.keys(operations);

export const answerJson = (state: AwsState, { headers, body }: AwsRequest): AwsAnswer => {
  const target = String(headers['x-amz-target']);
  const operation = operations[target];
  if (!operation) throw new AwsRefusal('UnknownOperationException', `${target} is not known here`);
  return json(operation(state, JSON.parse(body || '{}')));
};

/** An error in JSON 1.1, and in Lambda's REST protocol, which names it in a header. */
export const refuseJson = ({ name, message, status }: AwsRefusal): AwsAnswer => {
  const { headers, body } = json({ __type: name, message });
  return { status, headers: { ...headers, 'x-amzn-errortype': name }, body: body as string };
};

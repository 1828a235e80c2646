// RDS in the Query protocol: the protection of clusters from deletion, and engine versions.
import { type AwsAnswer, AwsRefusal, type AwsRequest, xml } from './protocol.ts';
import type { AwsState } from './state.ts';

type Parameters = URLSearchParams;

const clusterOf = (state: AwsState, parameters: Parameters) => {
  const name = parameters.get('DBClusterIdentifier') ?? '';
  const cluster = state.clusters.get(name);
  if (!cluster) throw new AwsRefusal('DBClusterNotFoundFault', `DBCluster ${name} not found.`, 404);
  return { name, cluster };
};

const operations: Readonly<Record<string, (state: AwsState, parameters: Parameters) => object>> = {
  DescribeDBClusters: (state, parameters) => {
    const { name, cluster } = clusterOf(state, parameters);
    const DBCluster = [{ DBClusterIdentifier: name, DeletionProtection: cluster.deletionProtection }];
    return { DBClusters: { DBCluster } };
  },
  ModifyDBCluster: (state, parameters) => {
    const { name, cluster } = clusterOf(state, parameters);
    cluster.deletionProtection = parameters.get('DeletionProtection') === 'true';
    state.note(`deletion protection of ${name} ${cluster.deletionProtection ? 'on' : 'off'}`);
    return { DBCluster: { DBClusterIdentifier: name } };
  },
  DescribeDBEngineVersions: (state) => {
    const found = state.engineVersions.map((EngineVersion) => ({ Engine: 'aurora-mysql', EngineVersion }));
    return { DBEngineVersions: { DBEngineVersion: found } };
  },
};

export const rdsOperations: readonly string[] = Object.keys(operations);

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_Operations.html */
export const answerRds = (state: AwsState, { body }: AwsRequest): AwsAnswer => {
  const parameters = new URLSearchParams(body);
  const action = parameters.get('Action') ?? '';
  const operation = operations[action];
  if (!operation) throw new AwsRefusal('InvalidAction', `RDS's ${action} is not known here`);
  return xml({ [`${action}Response`]: { [`${action}Result`]: operation(state, parameters) } });
};

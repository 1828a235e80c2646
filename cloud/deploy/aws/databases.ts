// Amazon RDS behind the database port.
import {
  DescribeDBClustersCommand,
  ModifyDBClusterCommand,
  paginateDescribeDBEngineVersions,
  type RDSClient,
} from '@aws-sdk/client-rds';
import type { DatabasePort } from '#cloud/deploy/steps/ports.ts';

export const createDatabases = (client: RDSClient): DatabasePort => ({
  async isProtected(DBClusterIdentifier) {
    const { DBClusters } = await client.send(new DescribeDBClustersCommand({ DBClusterIdentifier }));
    return DBClusters?.[0]?.DeletionProtection ?? false;
  },

  async setProtected(DBClusterIdentifier, DeletionProtection) {
    const change = { DBClusterIdentifier, DeletionProtection, ApplyImmediately: true };
    await client.send(new ModifyDBClusterCommand(change));
  },

  async engineVersions() {
    const versions: string[] = [];
    const pages = paginateDescribeDBEngineVersions({ client }, { Engine: 'aurora-mysql' });
    for await (const { DBEngineVersions = [] } of pages) {
      versions.push(...DBEngineVersions.map(({ EngineVersion = '' }) => EngineVersion));
    }
    return versions;
  },
});

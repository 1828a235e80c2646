// Lambda's versions and aliases, and CodeDeploy, behind the release port.
import {
  type CodeDeployClient,
  paginateListDeploymentGroups,
  paginateListDeployments,
  StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy';
import {
  GetAliasCommand,
  type LambdaClient,
  ListTagsCommand,
  paginateListVersionsByFunction,
  TagResourceCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import type { FunctionVersion, ReleasePort } from '#cloud/deploy/steps/ports.ts';

/** A tag of the function, in which versions are separated by spaces. */
const withdrawnTag = 'withdrawnVersions';

/** `arn:…:function:<name>:<alias>` */
const parseAliasArn = (aliasArn: string): { FunctionName: string; Name: string } => {
  const [FunctionName = '', Name = ''] = aliasArn.split(':').slice(6);
  return { FunctionName, Name };
};

const functionArn = (aliasArn: string): string => aliasArn.split(':').slice(0, 7).join(':');

const createRollouts = (client: CodeDeployClient): Pick<ReleasePort, 'stopRollouts'> => ({
  async stopRollouts(applicationName) {
    const stopped: string[] = [];
    for await (const { deploymentGroups = [] } of paginateListDeploymentGroups(
      { client },
      { applicationName },
    )) {
      for (const deploymentGroupName of deploymentGroups) {
        const running = paginateListDeployments(
          { client },
          {
            applicationName,
            deploymentGroupName,
            includeOnlyStatuses: ['Created', 'Queued', 'InProgress', 'Ready'],
          },
        );
        for await (const { deployments = [] } of running) stopped.push(...deployments);
      }
    }
    for (const deploymentId of stopped) {
      await client.send(new StopDeploymentCommand({ deploymentId, autoRollbackEnabled: true }));
    }
    return stopped;
  },
});

const createAliases = (client: LambdaClient): Omit<ReleasePort, 'stopRollouts'> => ({
  async read(aliasArn) {
    const alias = await client.send(new GetAliasCommand(parseAliasArn(aliasArn)));
    const weights = alias.RoutingConfig?.AdditionalVersionWeights ?? {};
    const { FunctionName } = parseAliasArn(aliasArn);
    return {
      functionName: FunctionName,
      version: alias.FunctionVersion ?? '',
      shifting: Object.keys(weights).length > 0,
    };
  },

  async versions(FunctionName) {
    const found: FunctionVersion[] = [];
    for await (const { Versions = [] } of paginateListVersionsByFunction({ client }, { FunctionName })) {
      for (const { Version = '', LastModified = '', Environment } of Versions) {
        const imageTag = Environment?.Variables?.SERVICE_VERSION ?? 'unknown';
        found.push({ version: Version, publishedAt: new Date(LastModified), imageTag });
      }
    }
    return found
      .filter(({ version }) => version !== '$LATEST')
      .sort((a, b) => Number(a.version) - Number(b.version));
  },

  async move(aliasArn, FunctionVersion) {
    const RoutingConfig = { AdditionalVersionWeights: {} };
    await client.send(new UpdateAliasCommand({ ...parseAliasArn(aliasArn), FunctionVersion, RoutingConfig }));
  },

  async withdrawn(aliasArn) {
    const { Tags = {} } = await client.send(new ListTagsCommand({ Resource: functionArn(aliasArn) }));
    return (Tags[withdrawnTag] ?? '').split(' ').filter(Boolean);
  },

  async withdraw(aliasArn, versions) {
    const Tags = { [withdrawnTag]: versions.join(' ') };
    await client.send(new TagResourceCommand({ Resource: functionArn(aliasArn), Tags }));
  },
});

export const createReleases = (lambda: LambdaClient, codeDeploy: CodeDeployClient): ReleasePort => ({
  ...createAliases(lambda),
  ...createRollouts(codeDeploy),
});

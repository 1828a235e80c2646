// The versions that callers of a stack reach, beside those that a template's aliases lead to.
import type { Deployment } from './deployment.ts';
import { serviceStackName } from './names.ts';
import type { Template } from './ports.ts';

export type LiveVersion = {
  /** `users-dev-searchUser` */
  functionName: string;
  aliasArn: string;
  /** The version that callers reach. */
  live: string;
  /** The logical id of the version that the template's alias leads to. */
  wantedId: string;
  /** Its number, where the stack has it already. */
  wanted: string | undefined;
};

/** `arn:…:function:users-dev-searchUser:2` */
const numberOf = (versionArn: string | undefined): string | undefined => versionArn?.split(':').at(-1);

type AliasProperties = { FunctionVersion: { 'Fn::GetAtt': [string, string] } };

/** The numbers of the stack's versions, by logical id. */
export const readVersionNumbers = async ({
  target,
  cloud,
}: Pick<Deployment, 'target' | 'cloud'>): Promise<Map<string, string>> =>
  new Map(
    (await cloud.stacks.resources(serviceStackName(target.stage)))
      .filter(({ type }) => type === 'AWS::Lambda::Version')
      .map(({ logicalId, physicalId }) => [logicalId, numberOf(physicalId) as string]),
  );

/** One for each alias that the template and the stack have. */
export const readLiveVersions = async (
  { target, cloud }: Pick<Deployment, 'target' | 'cloud'>,
  { Resources }: Template,
): Promise<LiveVersion[]> => {
  const deployed = await cloud.stacks.resources(serviceStackName(target.stage));
  const ids = new Map(deployed.map(({ logicalId, physicalId }) => [logicalId, physicalId]));
  const aliases = Object.entries(Resources).filter(
    ([id, { Type }]) => Type === 'AWS::Lambda::Alias' && ids.has(id),
  );
  return Promise.all(
    aliases.map(async ([id, { Properties }]) => {
      const aliasArn = ids.get(id) as string;
      const { functionName, version } = await cloud.releases.read(aliasArn);
      const [wantedId] = (Properties as AliasProperties).FunctionVersion['Fn::GetAtt'];
      return { functionName, aliasArn, live: version, wantedId, wanted: numberOf(ids.get(wantedId)) };
    }),
  );
};

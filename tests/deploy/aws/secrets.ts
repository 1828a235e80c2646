// Secrets Manager's versions of secrets, with the stages that lead to them.
import { AwsRefusal } from './protocol.ts';
import type { Json } from './resolve.ts';
import type { AwsState, StandInSecret } from './state.ts';

const secretOf = (state: AwsState, id: string): StandInSecret => {
  const secret = state.secrets.get(id);
  if (!secret) throw new AwsRefusal('ResourceNotFoundException', 'There is no such secret.');
  return secret;
};

export const newSecret = ({ GenerateSecretString }: Json): StandInSecret => {
  const { SecretStringTemplate = '{}', GenerateStringKey = 'password' } = GenerateSecretString ?? {};
  const text = JSON.stringify({ ...JSON.parse(SecretStringTemplate), [GenerateStringKey]: 'generated' });
  return { versions: [text], stages: new Map([['AWSCURRENT', 0]]) };
};

/** A version's id is its place among the versions. */
export const secretOperations: Readonly<Record<string, (state: AwsState, input: Json) => object>> = {
  'secretsmanager.GetSecretValue': (state, { SecretId, VersionStage = 'AWSCURRENT' }) => {
    const { versions, stages } = secretOf(state, SecretId);
    const version = stages.get(VersionStage);
    if (version === undefined) throw new AwsRefusal('ResourceNotFoundException', 'There is no such version.');
    return { SecretString: versions[version], VersionId: String(version) };
  },
  'secretsmanager.ListSecretVersionIds': (state, { SecretId }) => {
    const { versions, stages } = secretOf(state, SecretId);
    const stagesOf = (version: number): string[] =>
      [...stages].flatMap(([stage, target]) => (target === version ? [stage] : []));
    return {
      Versions: versions.map((_, version) => ({
        VersionId: String(version),
        VersionStages: stagesOf(version),
        CreatedDate: Date.now() / 1000,
      })),
    };
  },
  'secretsmanager.PutSecretValue': (state, { SecretId, SecretString, VersionStages }) => {
    const { versions, stages } = secretOf(state, SecretId);
    const version = versions.push(SecretString) - 1;
    for (const stage of VersionStages) stages.set(stage, version);
    return { VersionId: String(version) };
  },
  'secretsmanager.UpdateSecretVersionStage': (
    state,
    { SecretId, VersionStage, MoveToVersionId, RemoveFromVersionId },
  ) => {
    const { stages } = secretOf(state, SecretId);
    if (stages.get(VersionStage) !== Number(RemoveFromVersionId)) {
      throw new AwsRefusal('InvalidParameterException', `${VersionStage} is not at ${RemoveFromVersionId}.`);
    }
    stages.set('AWSPREVIOUS', Number(RemoveFromVersionId)).set(VersionStage, Number(MoveToVersionId));
    state.note(`secret ${SecretId} ${VersionStage} → ${MoveToVersionId}`);
    return {};
  },
};

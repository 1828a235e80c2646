// Plugin of the Serverless Framework (osls): the alias `live` of routed functions, and SnapStart.
// CodeDeploy shifts traffic between the versions behind it. The framework itself makes aliases for other uses only.
import { pascalName } from '#tools/functions.ts';

export type CompiledResource = {
  Type: string;
  Properties: { FunctionName?: { Ref: string }; SnapStart?: object };
};

export type CompiledTemplate = {
  Resources: Record<string, CompiledResource>;
  Outputs: Record<string, { Value: { Ref?: string } }>;
};

/**
 * Lets the versions of a function start from snapshots, and returns the new logical id of its version. The id that the
 * framework gives is a hash of the function without SnapStart, and CloudFormation publishes a version for a new id only.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html
 */
export const startFromSnapshots = (
  { Resources, Outputs }: CompiledTemplate,
  functionId: string,
  versionId: string,
): string => {
  const newId = `${versionId}SnapStart`;
  Object.assign(Resources[functionId]?.Properties ?? {}, {
    SnapStart: { ApplyOn: 'PublishedVersions' },
  });
  Resources[newId] = Resources[versionId] as CompiledResource;
  delete Resources[versionId];
  for (const { Value } of Object.values(Outputs)) if (Value.Ref === versionId) Value.Ref = newId;
  return newId;
};

type LambdaFunction = { events: { httpApi?: unknown }[]; targetAlias?: { name: string; logicalId: string } };

type Serverless = {
  service: {
    custom: {
      snapStart?: 'off' | 'on';
      /** Versions by function, as JSON or what the framework has made of it. */
      heldVersions?: string | Record<string, string>;
    };
    functions: Record<string, LambdaFunction>;
    provider: { compiledCloudFormationTemplate: CompiledTemplate };
  };
};

const aliasName = 'live';

const functionId = (name: string): string => `${pascalName(name)}LambdaFunction`;

const findVersionId = ({ Resources }: CompiledTemplate, name: string): string => {
  const found = Object.entries(Resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Lambda::Version' && Properties.FunctionName?.Ref === functionId(name),
  );
  if (!found) throw new Error(`The framework made no version of ${name}.`);
  return found[0];
};

/** Callers stay at this version. Without CodeDeploy, since the alias may have been moved there by a rollback. */
const heldAlias = (name: string, version: string) => ({
  Type: 'AWS::Lambda::Alias',
  Properties: { Name: aliasName, FunctionName: { Ref: functionId(name) }, FunctionVersion: version },
});

const alias = (name: string, versionId: string) => ({
  Type: 'AWS::Lambda::Alias',
  Properties: {
    Name: aliasName,
    FunctionName: { Ref: functionId(name) },
    FunctionVersion: { 'Fn::GetAtt': [versionId, 'Version'] },
  },
  UpdatePolicy: {
    CodeDeployLambdaAliasUpdate: {
      ApplicationName: { Ref: 'Rollout' },
      DeploymentGroupName: { Ref: `${pascalName(name)}Rollout` },
    },
  },
});

const parseVersions = (held: string | Record<string, string> = {}): Record<string, string> =>
  typeof held === 'string' ? JSON.parse(held) : held;

export default class LiveAlias {
  readonly #serverless: Serverless;

  readonly hooks = {
    'before:package:compileFunctions': () => this.#announce(),
    'after:package:compileFunctions': () => this.#add(),
  };

  constructor(serverless: Serverless) {
    this.#serverless = serverless;
  }

  get #routed(): [string, LambdaFunction][] {
    return Object.entries(this.#serverless.service.functions).filter(([, { events }]) =>
      events.some(({ httpApi }) => httpApi),
    );
  }

  /** Makes the framework aim routes and their permissions at the alias. */
  #announce(): void {
    for (const [name, lambda] of this.#routed) {
      lambda.targetAlias = { name: aliasName, logicalId: `${pascalName(name)}LiveAlias` };
    }
  }

  #add(): void {
    const { provider, custom } = this.#serverless.service;
    const template = provider.compiledCloudFormationTemplate;
    const held = parseVersions(custom.heldVersions);
    for (const [name] of this.#routed) {
      const compiledId = findVersionId(template, name);
      const versionId =
        custom.snapStart === 'on' ? startFromSnapshots(template, functionId(name), compiledId) : compiledId;
      const version = held[name];
      template.Resources[`${pascalName(name)}LiveAlias`] =
        version === undefined ? alias(name, versionId) : heldAlias(name, version);
      // A version of a deployment that was rolled back would keep Lambda from publishing the same code again.
      Object.assign(template.Resources[versionId] as object, { DeletionPolicy: 'RetainExceptOnCreate' });
    }
  }
}

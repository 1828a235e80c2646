// Plugin of the framework: puts the alias `live` before each function with a route, and SnapStart where it is wanted.
// CodeDeploy shifts traffic between the versions behind it. The framework itself makes aliases for other uses only.
import { logicalName } from '../deploy/names.ts';

type LambdaFunction = { events: { httpApi?: unknown }[]; targetAlias?: { name: string; logicalId: string } };

type Resource = { Type: string; Properties: { FunctionName?: { Ref: string }; SnapStart?: object } };

type CompiledTemplate = {
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: { Ref?: string } }>;
};

type Serverless = {
  service: {
    custom: { snapStart?: 'off' | 'on' };
    functions: Record<string, LambdaFunction>;
    provider: { compiledCloudFormationTemplate: CompiledTemplate };
  };
};

const aliasName = 'live';

const functionId = (name: string): string => `${logicalName(name)}LambdaFunction`;

const findVersionId = ({ Resources }: CompiledTemplate, name: string): string => {
  const found = Object.entries(Resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Lambda::Version' && Properties.FunctionName?.Ref === functionId(name),
  );
  if (!found) throw new Error(`The framework made no version of ${name}.`);
  return found[0];
};

/**
 * Set on what the framework has compiled, which would otherwise put an alias of its own before the function. The version's
 * id is a hash of the function without it: another id makes CloudFormation publish another version. Returns the id.
 */
const startFromSnapshots = (template: CompiledTemplate, name: string, versionId: string): string => {
  const { Resources, Outputs } = template;
  const newId = `${versionId}SnapStart`;
  Object.assign(Resources[functionId(name)]?.Properties ?? {}, {
    SnapStart: { ApplyOn: 'PublishedVersions' },
  });
  Resources[newId] = Resources[versionId] as Resource;
  delete Resources[versionId];
  for (const { Value } of Object.values(Outputs)) if (Value.Ref === versionId) Value.Ref = newId;
  return newId;
};

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
      DeploymentGroupName: { Ref: `${logicalName(name)}Rollout` },
    },
  },
});

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
      lambda.targetAlias = { name: aliasName, logicalId: `${logicalName(name)}LiveAlias` };
    }
  }

  #add(): void {
    const { provider, custom } = this.#serverless.service;
    const template = provider.compiledCloudFormationTemplate;
    for (const [name] of this.#routed) {
      const compiled = findVersionId(template, name);
      const versionId = custom.snapStart === 'on' ? startFromSnapshots(template, name, compiled) : compiled;
      template.Resources[`${logicalName(name)}LiveAlias`] = alias(name, versionId);
    }
  }
}

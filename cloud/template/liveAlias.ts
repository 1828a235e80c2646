// Plugin of the framework: puts the alias `live` before each function with a route, so that CodeDeploy can shift traffic
// between its versions (resources/rollout.yml). The framework itself makes versions, but aliases for other uses only.

type LambdaFunction = { events: unknown[]; targetAlias?: { name: string; logicalId: string } };

type Resource = { Type: string; Properties: { FunctionName?: { Ref: string } } };

type Serverless = {
  service: {
    functions: Record<string, LambdaFunction>;
    provider: { compiledCloudFormationTemplate: { Resources: Record<string, Resource> } };
  };
};

const aliasName = 'live';

const capitalised = (name: string): string => `${name[0]?.toUpperCase()}${name.slice(1)}`;

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
    return Object.entries(this.#serverless.service.functions).filter(([, { events }]) => events.length > 0);
  }

  /** Makes the framework aim routes and their permissions at the alias. */
  #announce(): void {
    for (const [name, lambda] of this.#routed) {
      lambda.targetAlias = { name: aliasName, logicalId: `${capitalised(name)}LiveAlias` };
    }
  }

  #add(): void {
    const { Resources } = this.#serverless.service.provider.compiledCloudFormationTemplate;
    for (const [name, { targetAlias }] of this.#routed) {
      const logicalId = `${capitalised(name)}LambdaFunction`;
      const version = Object.entries(Resources).find(
        ([, { Type, Properties }]) =>
          Type === 'AWS::Lambda::Version' && Properties.FunctionName?.Ref === logicalId,
      );
      if (!version || !targetAlias) throw new Error(`The framework made no version of ${name}.`);
      const alias = {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: targetAlias.name,
          FunctionName: { Ref: logicalId },
          FunctionVersion: { 'Fn::GetAtt': [version[0], 'Version'] },
        },
        UpdatePolicy: {
          CodeDeployLambdaAliasUpdate: {
            ApplicationName: { Ref: 'Rollout' },
            DeploymentGroupName: { Ref: `${capitalised(name)}Rollout` },
          },
        },
      };
      Resources[targetAlias.logicalId] = alias;
    }
  }
}

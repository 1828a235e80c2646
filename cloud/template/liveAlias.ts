// Plugin of the framework: puts the alias `live` before each function with a route.
// CodeDeploy shifts traffic between the versions behind it. The framework itself makes aliases for other uses only.
import { pascalName } from '#tools/functions.ts';

type LambdaFunction = { events: { httpApi?: unknown }[]; targetAlias?: { name: string; logicalId: string } };

type Resource = { Type: string; Properties: { FunctionName?: { Ref: string } } };

type Serverless = {
  service: {
    functions: Record<string, LambdaFunction>;
    provider: { compiledCloudFormationTemplate: { Resources: Record<string, Resource> } };
  };
};

const aliasName = 'live';

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
    const { Resources } = this.#serverless.service.provider.compiledCloudFormationTemplate;
    for (const [name, { targetAlias }] of this.#routed) {
      const logicalId = `${pascalName(name)}LambdaFunction`;
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
            DeploymentGroupName: { Ref: `${pascalName(name)}Rollout` },
          },
        },
      };
      Resources[targetAlias.logicalId] = alias;
    }
  }
}

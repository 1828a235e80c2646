// Types of `serverless-offline/lambda`, as far as this package uses it.
declare module 'serverless-offline/lambda' {
  export type FunctionDefinition = {
    name: string;
    handler: string;
    runtime: string;
    environment: object;
    timeout: number;
    memorySize: number;
  };

  export type Serverless = {
    config: { servicePath: string };
    service: { service: string; provider: { region: string; environment?: object } };
  };

  /** A slot for an environment: it starts one when there is none. */
  export type LambdaFunction = {
    setEvent(event: object): void;
    runHandler(): Promise<unknown>;
    /** Ends the environment. */
    cleanup(): Promise<void>;
  };

  export default class Lambda {
    constructor(
      serverless: Serverless,
      options: {
        host: string;
        lambdaPort: number;
        reloadHandler: boolean;
        noTimeout: boolean;
        useInProcess: boolean;
      },
    );
    create(functions: readonly { functionKey: string; functionDefinition: FunctionDefinition }[]): void;
    get(functionKey: string): LambdaFunction;
  }
}

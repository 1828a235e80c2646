// Types of what serverless-offline exports to other plugins, of which it ships none.
declare module 'serverless-offline/lambda' {
  export default class Lambda {
    constructor(serverless: object, options: object);
    create(functions: readonly { functionKey: string; functionDefinition: object }[]): void;
    get(functionKey: string): { setEvent(event: unknown): void; runHandler(): Promise<unknown> };
    cleanup(): Promise<void>;
  }

  export { Lambda as default };
}

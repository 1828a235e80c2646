// A host runs one function from source; this is what a pool knows of it.

export type Host = {
  /** False when the next event needs another host: this one has ended, or is about to. */
  readonly isUsable: boolean;
  /** Returns the result as JSON, as Lambda does. Rejects with a FunctionError. */
  invoke(event: unknown): Promise<string>;
  /** Takes no more events, and ends after those that it has. */
  retire(): void;
};

/** A function as serverless.yml describes it, as far as running it needs; can be copied into a thread. */
export type FunctionSource = {
  definition: {
    name: string;
    /** Path from `servicePath`, then the name of the export: `functions/getUsers/handler.ts.handler`. */
    handler: string;
    environment?: object;
    timeout?: number;
    memorySize?: number;
  };
  provider: {
    region: string;
    environment: object;
    timeout: number | undefined;
    memorySize: number | undefined;
  };
  /** The folder of serverless.yml. */
  servicePath: string;
};

/** Lambda's defaults, and the framework's. */
const defaultTimeoutS = 3;
const defaultMemoryMb = 1024;

export const findTimeoutS = ({ definition, provider }: FunctionSource): number =>
  definition.timeout ?? provider.timeout ?? defaultTimeoutS;

export const findMemoryMb = ({ definition, provider }: FunctionSource): number =>
  definition.memorySize ?? provider.memorySize ?? defaultMemoryMb;

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
  /** Its name in serverless.yml. */
  functionKey: string;
  definition: { name: string; handler: string; environment?: object; timeout?: number; memorySize?: number };
  provider: {
    region: string;
    runtime: string;
    environment: object;
    timeout: number | undefined;
    memorySize: number | undefined;
  };
  servicePath: string;
};

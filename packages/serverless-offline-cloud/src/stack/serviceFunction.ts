// A function as serverless.yml describes it.
// https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml

export type FunctionEvent = Readonly<Record<string, unknown>>;

export type ServiceFunction = {
  name: string;
  handler?: string;
  image?: string | { command?: string[] };
  runtime?: string;
  role?: unknown;
  timeout?: number;
  memorySize?: number;
  reservedConcurrency?: unknown;
  environment?: Readonly<Record<string, unknown>>;
  events?: readonly FunctionEvent[];
  onError?: unknown;
  destinations?: { onFailure?: unknown };
};

export type ServiceFunctions = Readonly<Record<string, ServiceFunction>>;

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
  destinations?: { onFailure?: unknown; onSuccess?: unknown };
  maximumRetryAttempts?: number;
  layers?: unknown;
  url?: unknown;
  fileSystemConfig?: unknown;
  condition?: string;
};

export type ServiceFunctions = Readonly<Record<string, ServiceFunction>>;

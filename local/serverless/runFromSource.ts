// Turns a function that is deployed as an image into one that the framework runs from source.
import { type References, resolveVariable } from '../environment.ts';

export type ImageFunction = {
  name?: string;
  handler?: string;
  image?: { command: string[] };
  environment?: Record<string, unknown>;
  events?: { httpApi?: string | { authorizer?: object } }[];
};

export type SourceOptions = {
  /** Names the source of the handler that the image's command names. */
  toHandler(handler: string): string;
  /** Of the stack's queues and buckets. */
  references?: References | undefined;
};

/** Changes the function in place. */
export const runFromSource = (lambda: ImageFunction, { toHandler, references }: SourceOptions): void => {
  const handler = lambda.image?.command[0];
  if (!handler) return;
  delete lambda.image;
  lambda.handler = toHandler(handler);
  // What refers to any other resource of the stack has no value here.
  lambda.environment = Object.fromEntries(
    Object.entries(lambda.environment ?? {})
      .map(([name, value]) => [name, resolveVariable(value, references)])
      .filter(([, value]) => value !== undefined),
  );
  // Only requests reach functions by themselves: a schedule would run within a minute, with all its effects.
  lambda.events = (lambda.events ?? []).filter(({ httpApi }) => httpApi);
  for (const { httpApi } of lambda.events) {
    if (typeof httpApi === 'object') delete httpApi.authorizer;
  }
};

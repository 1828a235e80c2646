// Turns a function that is deployed as an image into one that the framework runs from source.
import type { References } from '#offline-cloud/stack/resolver.ts';
import { resolveVariable } from '../environment.ts';

export type ImageFunction = {
  name?: string;
  handler?: string;
  image?: { command: string[] };
  environment?: Record<string, unknown>;
  events?: { httpApi?: string | { authorizer?: object } }[];
};

/** Changes the function in place. `references` are those of the stack's queues and buckets. */
export const runFromSource = (lambda: ImageFunction, references?: References): void => {
  const handler = lambda.image?.command[0];
  if (!handler) return;
  delete lambda.image;
  // With the extension: `invoke local` requires the very path that it is given.
  lambda.handler = handler.replace(/\.(\w+)$/, '.ts.$1');
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

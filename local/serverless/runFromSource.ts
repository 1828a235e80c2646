// Turns a function that is deployed as an image into one that the framework runs from source.

export type ImageFunction = {
  name?: string;
  handler?: string;
  image?: { command: string[] };
  environment?: Record<string, unknown>;
  events?: { httpApi?: string | { authorizer?: object } }[];
};

/** Changes the function in place. `toHandler` names the source of the handler that the image's command names. */
export const runFromSource = (lambda: ImageFunction, toHandler: (handler: string) => string): void => {
  const handler = lambda.image?.command[0];
  if (!handler) return;
  delete lambda.image;
  lambda.handler = toHandler(handler);
  // References to resources of the stack have no value here; functionEnvironment has those that functions need.
  lambda.environment = Object.fromEntries(
    Object.entries(lambda.environment ?? {}).filter(([, value]) => typeof value === 'string'),
  );
  // Only requests reach functions by themselves: a schedule would run within a minute, with all its effects.
  lambda.events = (lambda.events ?? []).filter(({ httpApi }) => httpApi);
  for (const { httpApi } of lambda.events) {
    if (typeof httpApi === 'object') delete httpApi.authorizer;
  }
};

// How an image starts: by Lambda's runtime client, by its emulator, or as its base image does.

/** The two places that AWS has kept its runtime client for Node in. */
const runtimeClients = ['/var/runtime/index.mjs', '/var/runtime/node_modules/aws-lambda-ric/index.mjs'];
const emulator = '/usr/local/bin/aws-lambda-rie';
const baseEntryPoint = '/lambda-entrypoint.sh';

export type StartOptions = {
  /** The path of the image's entry point. */
  entryPoint: string;
  /** module.export, the image's command. */
  handler: string;
  /** Whether Lambda's Runtime API is there. */
  inLambda: boolean;
  exists: (path: string) => boolean;
};

/** A module to import into this process, or a program with its arguments to become. */
export type Start = { module: string } | { program: readonly [path: string, ...args: string[]] };

export const chooseStart = ({ entryPoint, handler, inLambda, exists }: StartOptions): Start => {
  const module = runtimeClients.find(exists);
  // A base image that keeps it elsewhere knows where; starting slower is better than not starting.
  if (module === undefined) return { program: [baseEntryPoint, handler] };
  if (inLambda) return { module };
  // It serves the function on port 8080, and runs this again with a Runtime API.
  return { program: [emulator, entryPoint, handler] };
};

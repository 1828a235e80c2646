// The options of `npm run deploy` and `npm run remove`.
import { UsageError } from '#tools/userError.ts';

export type Options = { stage: string; region: string };

const flag = { type: 'string' } as const;

/** The flags of both commands, as parseArgs of node:util takes them. */
export const flags = { stage: flag, region: flag } as const;

export type FlagValues = { stage?: string | undefined; region?: string | undefined };

/** Throws UsageError when the stage or the region is missing. */
export const readOptions = (values: FlagValues, environment: NodeJS.ProcessEnv): Options => {
  const { stage, region = environment.AWS_REGION } = values;
  if (!stage || !/^[a-z][a-z0-9-]{0,15}$/.test(stage)) {
    throw new UsageError('--stage is required: up to 16 lower-case letters, digits and hyphens.');
  }
  if (!region) throw new UsageError('--region is required where AWS_REGION is not set.');
  return { stage, region };
};

/** The same options as the framework's command line takes them. */
export const frameworkOptions = ({ stage, region }: Options): string[] => [
  '--stage',
  stage,
  '--region',
  region,
];

// The options of `npm run deploy` and `npm run remove`.
import { UsageError } from '#tools/userError.ts';

export type Options = {
  stage: string;
  region: string;
  /** The images' base; a digest makes a release repeatable. */
  base: string;
  /** `name=value` of serverless.yml's parameters. */
  parameters: string[];
};

const defaultBase = 'public.ecr.aws/lambda/nodejs:24';

const flag = { type: 'string' } as const;

/** The flags of both commands, as parseArgs of node:util takes them. */
export const flags = { stage: flag, region: flag, base: flag, param: { ...flag, multiple: true } } as const;

export type FlagValues = {
  stage?: string | undefined;
  region?: string | undefined;
  base?: string | undefined;
  param?: string[] | undefined;
};

/** Throws UsageError when the stage or the region is missing or a parameter has no value. */
export const readOptions = (values: FlagValues, environment: NodeJS.ProcessEnv): Options => {
  const { stage, base = defaultBase, param = [] } = values;
  const region = values.region ?? environment.AWS_REGION;
  if (!stage || !/^[a-z][a-z0-9-]{0,15}$/.test(stage)) {
    throw new UsageError('--stage is required: up to 16 lower-case letters, digits and hyphens.');
  }
  if (!region) throw new UsageError('--region is required where AWS_REGION is not set.');
  const wrong = param.find((one) => !/^\w+=/.test(one));
  if (wrong !== undefined) throw new UsageError(`--param takes name=value, not "${wrong}".`);
  return { stage, region, base, parameters: param };
};

/** The same options as the framework's command line takes them. */
export const frameworkOptions = ({ stage, region, parameters }: Options): string[] => [
  '--stage',
  stage,
  '--region',
  region,
  ...parameters.flatMap((one) => ['--param', one]),
];

// The command line of `npm run deploy` and `npm run remove`.
import { parseArgs } from 'node:util';
import { UserError } from '#tools/userError.ts';

export type Options = {
  stage: string;
  region: string;
  /** The images' base; a digest makes a release repeatable. */
  base: string;
  /** `name=value` of serverless.yml's parameters. */
  parameters: string[];
};

const defaultBase = 'public.ecr.aws/lambda/nodejs:24';

/** Throws UserError when the stage or the region is missing, or a flag is unknown. */
export const readOptions = (args: readonly string[], environment: NodeJS.ProcessEnv): Options => {
  const flag = { type: 'string' } as const;
  const parse = () =>
    parseArgs({
      args: [...args],
      options: { stage: flag, region: flag, base: flag, param: { ...flag, multiple: true } },
    }).values;
  let values: ReturnType<typeof parse>;
  try {
    values = parse();
  } catch (error) {
    throw new UserError((error as Error).message);
  }
  const { stage, base = defaultBase, param = [] } = values;
  const region = values.region ?? environment.AWS_REGION;
  if (!stage || !/^[a-z][a-z0-9-]{0,15}$/.test(stage)) {
    throw new UserError('--stage is required: up to 16 lower-case letters, digits and hyphens.');
  }
  if (!region) throw new UserError('--region is required where AWS_REGION is not set.');
  const wrong = param.find((one) => !/^\w+=/.test(one));
  if (wrong !== undefined) throw new UserError(`--param takes name=value, not "${wrong}".`);
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

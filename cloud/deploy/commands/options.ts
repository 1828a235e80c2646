// The options that the commands of this folder share.

import { stagePattern } from '#cloud/deploy/steps/names.ts';
import type { Target } from '#cloud/deploy/steps/ports.ts';
import { stageNames } from '#cloud/parameters/readStage.ts';
import { UsageError } from '#tools/userError.ts';

export const targetOptions = {
  stage: { description: 'the stage, which has a file in cloud/stages (required)' },
  region: { description: 'the AWS region (default: AWS_REGION)' },
} as const;

const regionPattern = /^[a-z]{2}(-[a-z]+)+-\d$/;

type TargetValues = { stage?: string | undefined; region?: string | undefined };

/** Throws UsageError when the stage or the region is missing or impossible. */
export const readTarget = (values: TargetValues, defaultRegion: string | undefined): Target => {
  const { stage, region = defaultRegion } = values;
  if (!stage) throw new UsageError(`--stage is required. Stages: ${stageNames().join(', ')}.`);
  if (!stagePattern.test(stage)) {
    throw new UsageError(
      `"${stage}" is no name of a stage: it has up to 16 lower-case letters and digits, a letter first, and no hyphen, since ` +
        'everything that is named users-dev-… belongs to the stage dev.',
    );
  }
  if (!region) throw new UsageError('--region is required where AWS_REGION is not set.');
  if (!regionPattern.test(region)) throw new UsageError(`"${region}" is no region; eu-central-1 is.`);
  return { stage, region };
};

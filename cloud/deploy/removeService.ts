// Removes a stage: the service's stack, then the image repositories. Called by remove.ts.

import { UserError } from '#tools/userError.ts';
import type { Cloud, Framework } from './cloud.ts';
import { imageStackName, serviceStackName } from './names.ts';
import type { Options } from './options.ts';

export type Surroundings = { cloud: Cloud; framework: Framework };

/**
 * Throws UserError, before anything is removed, when the database is protected: CloudFormation would find that out only
 * after it has removed the API.
 */
export const removeService = async (options: Options, { cloud, framework }: Surroundings): Promise<void> => {
  const { stage } = options;
  const outputs = await cloud.stackOutputs(serviceStackName(stage));
  if (outputs?.DeletionProtection === 'true') {
    throw new UserError(
      `The database of stage ${stage} is protected from deletion. ` +
        `Set deletionProtection: false in cloud/stages/${stage}.ts and deploy first.`,
    );
  }
  if (outputs) await framework.remove(options);
  await cloud.deleteStack(imageStackName(stage));
};

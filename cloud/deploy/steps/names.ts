// Names that the deployment and serverless.yml share.
import { constantName, kebabName } from '#tools/functions.ts';

/**
 * The name of a stage, which is part of the names of everything in it. A hyphen ends it there: with one inside, the names
 * and the rights of a stage `dev` (`users-dev-*`) would be those of a stage `dev-eu`, too.
 */
export const stagePattern = /^[a-z][a-z0-9]{0,15}$/;

/** `getUsers` → `GET_USERS_IMAGE`: where serverless.yml looks for the image's URI. */
export const imageVariable = (functionName: string): string => `${constantName(functionName)}_IMAGE`;

/** `getUsers` → `GET_USERS_VERSION`: where serverless.yml looks for the image's tag. */
export const versionVariable = (functionName: string): string =>
  imageVariable(functionName).replace(/IMAGE$/, 'VERSION');

/** Where serverless.yml looks for the versions that aliases stay at, as JSON by function. */
export const heldVersionsVariable = 'HELD_VERSIONS';

/** Where serverless.yml looks for the parameters of the stage, as JSON. */
export const parametersVariable = 'STAGE_PARAMETERS';

export const serviceStackName = (stage: string): string => `users-${stage}`;
export const imageStackName = (stage: string): string => `users-${stage}-images`;
export const repositoryName = (stage: string, functionName: string): string =>
  `users-${stage}/${kebabName(functionName)}`;
/** Bucket names are unique in all of AWS: the account and the region tell stages of one name apart. */
export const bucketName = (stage: string, account: string, region: string): string =>
  `users-${stage}-imports-${account}-${region}`;
/** `users-dev-searchUser` → `searchUser` */
export const shortName = (stage: string, lambda: string): string =>
  lambda.slice(lambdaName(stage, '').length);
export const lambdaName = (stage: string, functionName: string): string => `users-${stage}-${functionName}`;

/** Docker's names of the processors, by the parameter `architecture`. */
export const platforms = { arm64: 'linux/arm64', x86_64: 'linux/amd64' } as const;

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

export const serviceStackName = (stage: string): string => `users-${stage}`;
export const imageStackName = (stage: string): string => `users-${stage}-images`;
export const repositoryName = (stage: string, functionName: string): string =>
  `users-${stage}/${kebabName(functionName)}`;
export const lambdaName = (stage: string, functionName: string): string => `users-${stage}-${functionName}`;

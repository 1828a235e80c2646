// Names that the deployment and serverless.yml share.
import { constantName, kebabName } from '#tools/functions.ts';

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

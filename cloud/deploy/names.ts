// Names that the deployment and serverless.yml share. Used throughout deploy/.

/** `getUsers` → `get-users`: the image's name in serverless.yml and its repository's. */
export const imageName = (functionName: string): string =>
  functionName.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `getUsers` → `GET_USERS_IMAGE`: where serverless.yml looks for the image's URI. */
export const imageVariable = (functionName: string): string =>
  `${imageName(functionName).replaceAll('-', '_').toUpperCase()}_IMAGE`;

export const serviceStackName = (stage: string): string => `users-${stage}`;
export const imageStackName = (stage: string): string => `users-${stage}-images`;
export const repositoryName = (stage: string, functionName: string): string =>
  `users-${stage}/${imageName(functionName)}`;
export const lambdaName = (stage: string, functionName: string): string => `users-${stage}-${functionName}`;

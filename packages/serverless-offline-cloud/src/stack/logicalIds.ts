// The logical ids of functions in the template that the Serverless Framework (osls) makes.

/** https://www.serverless.com/framework/docs/providers/aws/guide/resources: `get-users` is `GetDashusers`. */
export const normalizeName = (functionKey: string): string => {
  const name = functionKey.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
};

export const functionLogicalId = (functionKey: string): string =>
  `${normalizeName(functionKey)}LambdaFunction`;

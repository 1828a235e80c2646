// A function as the framework's `functions:` has it, and its image.
import { imageVariable, versionVariable } from '#cloud/deploy/steps/names.ts';
import type { AccountDeclaration } from '#tools/accounts.ts';
import { kebabName } from '#tools/functions.ts';
import { accountEnvironment } from './accounts.ts';
import type { DeployedFunction } from './deployedFunction.ts';

/** The parameter `reservedConcurrency` where it is set. */
const reservedConcurrency = {
  'Fn::If': ['HasReservedConcurrency', '${param:reservedConcurrency}', { Ref: 'AWS::NoValue' }],
};

export const frameworkFunction = (deployed: DeployedFunction, accounts: readonly AccountDeclaration[]) => {
  const { name, description, events, routes, framework } = deployed;
  return {
    description,
    image: { name: kebabName(name), command: [`functions/${name}/handler.handler`] },
    role: `${deployed.logicalName}Role`,
    events,
    // Versions are for the alias that routes lead to.
    ...(routes.length > 0 ? { reservedConcurrency } : { versionFunction: false }),
    ...framework,
    // The image's tag, for the log lines. It changes with the image alone, unlike a commit.
    environment: {
      SERVICE_VERSION: `\${env:${versionVariable(name)}, 'local'}`,
      ...accountEnvironment(deployed, accounts),
      ...Object(framework.environment),
    },
  };
};

/** An image URI with a digest (…@sha256:…) is deployed as it is; without one, the framework builds and pushes the image. */
export const imageSource = ({ name }: DeployedFunction): string =>
  `\${env:${imageVariable(name)}, self:custom.build.${name}}`;

export const imageBuild = ({ name }: DeployedFunction) => ({
  path: './',
  file: 'Dockerfile.lambda',
  buildArgs: { FUNCTION: name },
  platform: '${self:custom.platform.${param:architecture}}',
  // Lambda rejects image indexes, and an attestation creates one.
  provenance: 'false',
});

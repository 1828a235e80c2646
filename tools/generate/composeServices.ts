// The functions' services in docker-compose.local.yml.
import { type AccountDeclaration, accountSecrets, localSecretArn } from '../accounts.ts';
import { constantName, type FunctionDeclaration, kebabName } from '../functions.ts';

const begin = '  # Generated from functions/*/function.yml by `npm run generate`:\n';
const end = '  # End of what is generated.\n';

/**
 * A function with events runs by the command that the framework gives it, one without by its image's own: so both ways
 * stay tried.
 */
const commandLine = ({ name, events }: FunctionDeclaration): string =>
  Object.values(events).length > 0 ? `    command: functions/${name}/handler.handler\n` : '';

/** The secrets that a function has in place of the master's, or beside it. */
const accountLine = (declared: FunctionDeclaration, accounts: readonly AccountDeclaration[]): string => {
  const secrets = Object.entries(accountSecrets(declared, accounts));
  const others = secrets.filter(([, secret]) => secret !== 'master');
  const lines = others.map(([variable, secret]) => `      ${variable}: ${localSecretArn(secret)}\n`);
  return lines.length > 0 ? `    environment:\n      <<: *environment\n${lines.join('')}` : '';
};

const service = (declared: FunctionDeclaration, accounts: readonly AccountDeclaration[]): string => {
  const { name } = declared;
  return `
  ${kebabName(name)}:
    <<: *lambda
    build: { context: ., dockerfile: Dockerfile.lambda, args: { FUNCTION: ${name} } }
${commandLine(declared)}${accountLine(declared, accounts)}`;
};

const port = ({ name, image }: FunctionDeclaration): string =>
  `      - 127.0.0.1:\${${constantName(name)}_PORT:-${image.localPort}}:${image.localPort}\n`;

/** The runtime interface of an image answers web pages too, so that a server of ours stands before all of them. */
const portsService = (functions: readonly FunctionDeclaration[]): string => `
  images:
    <<: *node
    profiles: [lambda]
    command: node local/images/main.ts
    ports:
${functions.map(port).join('')}    healthcheck:
      # The last to be listened on.
      test: bash -c '</dev/tcp/127.0.0.1/${functions.at(-1)?.image.localPort}'
      <<: *checks
    depends_on:
${functions.map(({ name }) => `      ${kebabName(name)}: { condition: service_healthy }\n`).join('')}`;

/** Replaces the services between the two marks. Throws an error where a mark is missing. */
export const composeServices = (
  compose: string,
  functions: readonly FunctionDeclaration[],
  accounts: readonly AccountDeclaration[],
): string => {
  const [before, generated, ...none] = compose.split(begin);
  const after = generated?.split(end)[1];
  if (after === undefined || none.length > 0) throw new Error(`Between these marks, once:\n${begin}${end}`);
  const services = functions.map((declared) => service(declared, accounts)).join('');
  return `${before}${begin}${services}${portsService(functions)}\n${end}${after}`;
};

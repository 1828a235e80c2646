// The client's list of error codes: those that callers can meet.
import { problemType } from '#layers/base/errors/publicError.ts';
import { gatewayMessages } from './gatewayAnswers.ts';
import { routeErrors } from './openApi.ts';
import type { DocumentedRoute } from './readRoutes.ts';

const toCodes = (routes: readonly DocumentedRoute[]): string[] => [
  ...routeErrors(routes).map((code) => problemType(code).split(':').at(-1) as string),
  ...gatewayMessages.map((message) => message.toLowerCase().replaceAll(' ', '-')),
];

/** The text of the client's source file. */
export const createClientCodes = (routes: readonly DocumentedRoute[]): string => {
  const codes = [...new Set(toCodes(routes))].map((code) => `  '${code}',\n`).join('');
  return `// The codes of errors, written by \`npm run api\` from the service's catalogue: do not edit.

export const problemCodes = [
${codes}] as const;

export type ProblemCode = (typeof problemCodes)[number];
`;
};

// The text of layers/schema/grants.ts, which is generated from db/accounts.yml.
import type { AccountDeclaration } from '../accounts.ts';

/** As in biome.json. */
const lineWidth = 110;

const quote = (grant: string): string => `'${grant}'`;

const entry = ({ name, grants }: AccountDeclaration): string => {
  const line = `  ${name}: [${grants.map(quote).join(', ')}],`;
  if (line.length <= lineWidth) return line;
  return [`  ${name}: [`, ...grants.map((grant) => `    ${quote(grant)},`), '  ],'].join('\n');
};

export const grantsModule = (accounts: readonly AccountDeclaration[]): string => `\
// What each account may do in the database. Generated from db/accounts.yml by \`npm run generate\`.
export const grants = {
${accounts.map(entry).join('\n')}
} as const;
`;

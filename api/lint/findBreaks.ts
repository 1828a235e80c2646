// The changes of a contract that break its callers or senders.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Contract } from '../contract.ts';

type Change = { action: string; type: string; description?: string; path: (string | number)[] };
type Compare = (before: object, after: object) => { diffs: Change[] };

const loadCompare = (): Compare =>
  createRequire(join(import.meta.dirname, 'packages/package.json'))('api-smart-diff').apiCompare;

/** Events are sent to the service, so that each schema is that of a request's body. */
const toDocument = ({ openapi, events }: Contract): object => {
  const requests = Object.entries(events).map(([type, schema]) => [
    `/${type}`,
    { post: { requestBody: { required: true, content: { 'application/json': { schema } } } } },
  ]);
  // The comparison writes defaults into what it compares.
  return structuredClone({ ...openapi, paths: { ...openapi.paths, ...Object.fromEntries(requests) } });
};

/** api-smart-diff takes another type, constant or pattern of an answer for harmless. */
const isOtherAnswer = ({ action, path }: Change): boolean =>
  action === 'replace' &&
  path.includes('responses') &&
  ['type', 'const', 'pattern', 'format'].includes(String(path.at(-1)));

const describe = ({ action, description, path }: Change): string =>
  `${description ?? `[${action}]`} (${path.join(' › ')})`;

/** One line per change, which names it. Changes of a component are found where it is used, too. */
export const findBreaks = (released: Contract, current: Contract): string[] =>
  loadCompare()(toDocument(released), toDocument(current))
    .diffs.filter((change) => change.type === 'breaking' || isOtherAnswer(change))
    .filter(({ path }) => path[0] !== 'components')
    .map(describe);

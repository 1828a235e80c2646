// The changes of a contract that break its callers or senders.
import { apiCompare } from 'api-smart-diff';
import type { Contract } from '../contract.ts';

type Change = ReturnType<typeof apiCompare>['diffs'][number];

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
  apiCompare(toDocument(released), toDocument(current))
    .diffs.filter((change) => change.type === 'breaking' || isOtherAnswer(change))
    .filter(({ path }) => path[0] !== 'components')
    .map(describe);

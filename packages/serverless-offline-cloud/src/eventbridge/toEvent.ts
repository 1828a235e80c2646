// An entry of PutEvents as the event that rules and targets see.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
import { randomUUID } from 'node:crypto';
import { parseNestedJson } from '../server/nestedJson.ts';
import type { Entry } from './shapes.ts';

export type BusEvent = {
  version: string;
  id: string;
  source: string;
  'detail-type': string;
  account: string;
  region: string;
  resources: string[];
  time: string;
  detail: object;
};

/** An entry that EventBridge refuses. */
export type RefusedEntry = { ErrorCode: string; ErrorMessage: string };

export type Origin = { region: string; accountId: string };

/** Detail must be a JSON object. */
const parseDetail = (detail = ''): object | undefined => {
  try {
    const parsed = parseNestedJson(detail);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
};

const lacks = (field: string) => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${field} is not valid. Reason: ${field} is a required argument.`,
});

/** The event, or why EventBridge refuses the entry. */
export const toEvent = (entry: Entry, { region, accountId }: Origin): BusEvent | RefusedEntry => {
  const { Source: source, DetailType: detailType, Time, Resources: resources = [] } = entry;
  if (!source) return lacks('Source');
  if (!detailType) return lacks('DetailType');
  const detail = parseDetail(entry.Detail);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  // Whole seconds.
  const time = `${new Date(Time ? Time * 1000 : Date.now()).toISOString().slice(0, 19)}Z`;
  const id: string = randomUUID();
  const names = { source, 'detail-type': detailType, account: accountId, region, resources };
  return { version: '0', id, ...names, time, detail };
};

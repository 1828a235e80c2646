// Whether the rules of a bus take an event, and which of them nearly does.
import { type EventBridgeClient, ListRulesCommand, type Rule } from '@aws-sdk/client-eventbridge';
import { compilePattern } from '#offline-cloud/eventbridge/compilePattern.ts';
import { PatternError } from '#offline-cloud/eventbridge/patternError.ts';
import { toEvent } from '#offline-cloud/eventbridge/toEvent.ts';

export type BusRule = {
  name: string;
  /** The types that it names. */
  types: readonly string[];
  takes(event: { type: string; source: string }): boolean;
};

/** `arn:aws:events:<region>:<account>:rule/<bus>/<name>` */
const originOf = (arn = '') => {
  const [, , , region = '', accountId = ''] = arn.split(':');
  return { region, accountId };
};

/** An operator that EventBridge has and we do not know may take anything. */
const compile = (pattern: string): ((event: object) => boolean) => {
  try {
    return compilePattern(pattern);
  } catch (error) {
    if (error instanceof PatternError) return () => true;
    throw error;
  }
};

const typesOf = (pattern: string): string[] => {
  const types: unknown = JSON.parse(pattern)['detail-type'];
  return Array.isArray(types) ? types.filter((type) => typeof type === 'string') : [];
};

export const toBusRule = ({ Name = '', Arn, EventPattern = '' }: Rule): BusRule => {
  const takes = compile(EventPattern);
  return {
    name: Name,
    types: typesOf(EventPattern),
    takes: (event) => {
      const { type: DetailType, source: Source } = event;
      const entry = { Source, DetailType, Detail: JSON.stringify(event), EventBusName: '' };
      return takes(toEvent(entry, originOf(Arn)));
    },
  };
};

/**
 * The enabled rules of a bus that have a pattern, less those that AWS manages, as that of an archive. Rejects with the
 * client's error.
 */
export const listRules = async (client: EventBridgeClient, bus: string): Promise<BusRule[]> => {
  const rules: Rule[] = [];
  let token: string | undefined;
  do {
    const command = new ListRulesCommand({ EventBusName: bus, NextToken: token });
    const { Rules = [], NextToken } = await client.send(command);
    rules.push(...Rules);
    token = NextToken;
  } while (token);
  const ours = rules.filter(
    ({ State, EventPattern, ManagedBy }) => State !== 'DISABLED' && EventPattern && !ManagedBy,
  );
  return ours.map(toBusRule);
};

const sharedLength = (one: string, other: string): number => {
  const index = [...one].findIndex((character, at) => character !== other[at]);
  return index < 0 ? one.length : index;
};

/** The types that rules name, that which begins most like `type` first, with the rule. */
const nearestTypes = (type: string, rules: readonly BusRule[]): { name: string; type: string }[] =>
  rules
    .flatMap(({ name, types }) => types.map((known) => ({ name, type: known })))
    .sort((one, other) => sharedLength(type, other.type) - sharedLength(type, one.type));

/** Why no rule takes an event, in a sentence, or undefined where one does. */
export const describeUntaken = (
  event: { type: string; source: string },
  rules: readonly BusRule[],
): string | undefined => {
  if (rules.some((rule) => rule.takes(event))) return undefined;
  const [nearest] = nearestTypes(event.type, rules);
  if (!nearest) return `no rule takes ${event.type}`;
  if (nearest.type === event.type)
    return `no rule takes it; ${nearest.name} takes its type, but not the rest of it`;
  const others =
    rules.find(({ name }) => name === nearest.name)?.types.filter((one) => one !== nearest.type) ?? [];
  const also = others.length > 0 ? `, and ${others.join(', ')}` : '';
  return `no rule takes ${event.type}; the nearest, ${nearest.name}, takes ${nearest.type}${also}`;
};

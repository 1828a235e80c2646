// Events of EventBridge as spans: which rules took each, and why the others did not.
import { compilePattern } from '../../eventbridge/compilePattern.ts';
import type { RuleOfBus, TraceEvent } from '../../eventbridge/eventBridge.ts';
import { currentSpan, withSpan } from './currentSpan.ts';
import type { Tracer } from './tracer.ts';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Each field of a pattern that is a list, or an operator such as `$or`, as a pattern of its own. */
const fieldsOf = (
  pattern: Json,
  path: readonly string[] = [],
): { path: readonly string[]; pattern: Json }[] =>
  Object.entries(pattern).flatMap(([name, field]) =>
    isObject(field)
      ? fieldsOf(field, [...path, name])
      : [{ path: [...path, name], pattern: { [name]: field } }],
  );

const nest = (path: readonly string[], pattern: Json): Json =>
  path.slice(0, -1).reduceRight<Json>((inner, name) => ({ [name]: inner }), pattern);

const valueAt = (event: object, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), event);

type Mismatch = { wrong: number; text: string };

/** `detail-type is "user.movd", the rule takes ["user.moved"]`, and how many fields do not fit. */
export const explainMismatch = (pattern: string, event: object): Mismatch => {
  const wrong = fieldsOf(JSON.parse(pattern)).filter(
    (field) => !compilePattern(JSON.stringify(nest(field.path, field.pattern)))(event),
  );
  const texts = wrong.map(({ path, pattern: field }) => {
    const value = JSON.stringify(valueAt(event, path)) ?? 'missing';
    return `${path.join('.')} is ${value}, the rule takes ${JSON.stringify(Object.values(field)[0])}`;
  });
  return { wrong: wrong.length, text: texts.join('; ') };
};

const maxNearRules = 3;

/** Those of the bus of which the fewest fields do not fit come first. */
const findNearRules = (rules: readonly RuleOfBus[], event: object): string[] =>
  rules
    .map(({ name, pattern }) => ({ name, ...explainMismatch(pattern, event) }))
    .sort((one, other) => one.wrong - other.wrong)
    .slice(0, maxNearRules)
    .map(({ name, text }) => `${name}: ${text}`);

const maxEventLength = 64 * 1024;

/** Delivers each event within a span of its own. */
export const createTraceEvent =
  (tracer: Tracer): TraceEvent =>
  async (event, bus, rules, deliver) => {
    const matched = rules.filter(({ isMatched }) => isMatched).map(({ name }) => name);
    const near = matched.length > 0 ? [] : findNearRules(rules, event);
    const span = tracer.start({
      name: event['detail-type'],
      service: 'eventbridge',
      kind: 'producer',
      parent: currentSpan()?.asParent,
      attributes: {
        'eventbridge.event_id': event.id,
        'eventbridge.bus': bus,
        'eventbridge.source': event.source,
        'eventbridge.detail_type': event['detail-type'],
        'eventbridge.matched_rules': matched.length,
        'eventbridge.rules': matched,
        'eventbridge.event': JSON.stringify(event).slice(0, maxEventLength),
        ...(near.length > 0 && { 'eventbridge.near_rules': near }),
      },
    });
    if (matched.length === 0) span.fail('no rule took the event');
    try {
      return await withSpan(span, deliver);
    } finally {
      span.end();
    }
  };

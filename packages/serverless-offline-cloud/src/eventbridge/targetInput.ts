// The input of a rule's target: the event, a part of it, a constant, or a text with parts of it.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
import type { BusEvent } from './toEvent.ts';

/** At most one of the three. */
export type TargetInput = {
  /** JSON */
  Input?: string | undefined;
  /** `$.detail.order` */
  InputPath?: string | undefined;
  InputTransformer?:
    | { InputPathsMap?: Readonly<Record<string, string>> | undefined; InputTemplate: string }
    | undefined;
};

const pathForm = /^\$(?:\.[\w-]+|\[\d+\])*$/;

/** Undefined where the event has no such member. Throws an error for a path of another form. */
const follow = (event: unknown, path: string): unknown => {
  const steps = path.matchAll(/[\w-]+/g);
  return [...steps].reduce((value, [step]) => Object(value)[step], event);
};

const checkPath = (path: string): string => {
  if (pathForm.test(path)) return path;
  throw new Error(`${path} is no path that is emulated: $.detail.items[0] is one.`);
};

/** Within quotes text stays as it is; elsewhere a value becomes JSON. What the event does not have becomes nothing. */
const fill = (template: string, values: ReadonlyMap<string, unknown>): string => {
  let isQuoted = false;
  return template.replaceAll(/\\.|"|<([\w.-]+)>/gs, (match, name?: string) => {
    if (match === '"') isQuoted = !isQuoted;
    if (name === undefined || !values.has(name)) return match;
    const value = values.get(name);
    if (value === undefined) return '';
    const json = JSON.stringify(value);
    if (!isQuoted) return json;
    return typeof value === 'string' ? json.slice(1, -1) : JSON.stringify(json).slice(1, -1);
  });
};

/** Returns the function that makes a target's text of an event. Throws an error for what is not emulated. */
export const createTargetInput = ({ Input, InputPath, InputTransformer }: TargetInput, ruleName: string) => {
  if (Input !== undefined) return () => Input;
  if (InputPath !== undefined) {
    checkPath(InputPath);
    return (event: BusEvent): string => JSON.stringify(follow(event, InputPath) ?? null);
  }
  if (!InputTransformer) return (event: BusEvent): string => JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate } = InputTransformer;
  for (const path of Object.values(InputPathsMap)) checkPath(path);
  return (event: BusEvent): string =>
    fill(
      InputTemplate,
      new Map<string, unknown>([
        ...Object.entries(InputPathsMap).map(([name, path]) => [name, follow(event, path)] as const),
        ['aws.events.rule-name', ruleName],
        ['aws.events.event', event],
        ['aws.events.event.json', event],
        ['aws.events.event.ingestion-time', event.time],
      ]),
    );
};

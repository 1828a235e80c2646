// EventBridge with queues as targets: buses, rules, and events that go where a rule says.
// https://docs.aws.amazon.com/eventbridge/latest/APIReference/Welcome.html
import { AwsError } from '../server/awsError.ts';
import { parseInput } from '../server/parseInput.ts';
import { compilePattern } from './compilePattern.ts';
import { PatternError } from './patternError.ts';
import { type Entry, shapes } from './shapes.ts';
import { entryBytes, maxRequestBytes } from './size.ts';
import { createTargetInput, type TargetInput } from './targetInput.ts';
import { type BusEvent, type Origin, toEvent } from './toEvent.ts';

/** Delivers an event; `rules` are those of its bus. */
export type TraceEvent = (
  event: BusEvent,
  bus: string,
  rules: readonly RuleOfBus[],
  deliver: () => Promise<object>,
) => Promise<object>;

/** Sends a message to the queue of an ARN. */
export type SendToQueue = (queueArn: string, body: string) => Promise<void>;

export type RuleOfBus = { name: string; pattern: string; isMatched: boolean };

type Target = { arn: string; toText(event: BusEvent): string };
type Rule = { pattern: string; takes: (event: object) => boolean; targets: Map<string, Target> };
type Bus = Map<string, Rule>;

/** The queues in memory hold no character beyond U+FFFF as it is; in JSON, two escapes stand for it. */
const escapePairs = (json: string): string =>
  json.replaceAll(/[\ud800-\udfff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);

/** `arn:aws:events:<region>:<account>:event-bus/<name>` → `<name>` */
const nameOf = (busNameOrArn: string): string => busNameOrArn.replace(/^arn:.*:event-bus\//, '');

const toTargetText = (id: string, input: TargetInput, ruleName: string): Target['toText'] => {
  try {
    return createTargetInput(input, ruleName);
  } catch (error) {
    throw new AwsError(400, 'ValidationException', `Target ${id}: ${(error as Error).message}`);
  }
};

export type EventBridgeOptions = Origin & { sendToQueue: SendToQueue; traceEvent?: TraceEvent | undefined };

const deliverUntraced: TraceEvent = (_event, _bus, _rules, deliver) => deliver();

/** The operations by name; each takes the request's body. They throw AwsError. */
export const createEventBridge = (options: EventBridgeOptions) => {
  const { region, accountId, sendToQueue, traceEvent = deliverUntraced } = options;
  const buses = new Map<string, Bus>([['default', new Map()]]);
  const arn = (resource: string) => `arn:aws:events:${region}:${accountId}:${resource}`;

  const findBus = (busNameOrArn: string): Bus => {
    const found = buses.get(nameOf(busNameOrArn));
    if (found) return found;
    throw new AwsError(400, 'ResourceNotFoundException', `Event bus ${busNameOrArn} does not exist.`);
  };

  /** An entry that is refused is told of in its place; the others are delivered. */
  const putEvent = async (entry: Entry) => {
    const event = toEvent(entry, { region, accountId });
    if ('ErrorCode' in event) return event;
    // As on AWS, an event for a bus that does not exist is accepted and goes nowhere.
    const bus = nameOf(entry.EventBusName);
    const rules = [...(buses.get(bus) ?? [])].map(([name, rule]) => ({
      ...rule,
      name,
      isMatched: rule.takes(event),
    }));
    return traceEvent(event, bus, rules, () => deliver(event, rules));
  };

  const deliver = async (event: BusEvent, rules: readonly (Rule & { isMatched: boolean })[]) => {
    try {
      for (const { targets } of rules.filter(({ isMatched }) => isMatched)) {
        for (const { arn: queueArn, toText } of targets.values())
          await sendToQueue(queueArn, escapePairs(toText(event)));
      }
    } catch (error) {
      // On AWS, the event would be accepted, and a dead letter of the rule. Who develops sees it at once.
      if (!(error instanceof AwsError)) throw error;
      return { ErrorCode: error.code, ErrorMessage: error.message };
    }
    return { EventId: event.id };
  };

  return {
    CreateEventBus(input: unknown) {
      const { Name } = parseInput(shapes.createBus, input);
      if (buses.has(Name)) {
        throw new AwsError(400, 'ResourceAlreadyExistsException', `Event bus ${Name} already exists.`);
      }
      buses.set(Name, new Map());
      return { EventBusArn: arn(`event-bus/${Name}`) };
    },

    ListEventBuses: () => ({
      EventBuses: [...buses.keys()].map((Name) => ({ Name, Arn: arn(`event-bus/${Name}`) })),
    }),

    PutRule(input: unknown) {
      const { Name, EventPattern, EventBusName } = parseInput(shapes.putRule, input);
      const rules = findBus(EventBusName);
      try {
        const takes = compilePattern(EventPattern);
        rules.set(Name, { pattern: EventPattern, takes, targets: rules.get(Name)?.targets ?? new Map() });
      } catch (error) {
        if (error instanceof PatternError)
          throw new AwsError(400, 'InvalidEventPatternException', error.message);
        throw error;
      }
      return { RuleArn: arn(`rule/${nameOf(EventBusName)}/${Name}`) };
    },

    PutTargets(input: unknown) {
      const { Rule: name, EventBusName, Targets } = parseInput(shapes.putTargets, input);
      const rule = findBus(EventBusName).get(name);
      if (!rule) throw new AwsError(400, 'ResourceNotFoundException', `Rule ${name} does not exist.`);
      for (const { Id, Arn, ...input } of Targets) {
        if (!/^arn:[\w-]+:sqs:/.test(Arn)) {
          throw new AwsError(
            400,
            'ValidationException',
            `Target ${Id}: only queues are emulated, not ${Arn}.`,
          );
        }
        rule.targets.set(Id, { arn: Arn, toText: toTargetText(Id, input, name) });
      }
      return { FailedEntryCount: 0, FailedEntries: [] };
    },

    ListRules(input: unknown) {
      const { EventBusName } = parseInput(shapes.listRules, input);
      const rules = [...findBus(EventBusName)];
      return {
        Rules: rules.map(([Name, { pattern: EventPattern }]) => ({
          Name,
          Arn: arn(`rule/${nameOf(EventBusName)}/${Name}`),
          EventBusName,
          EventPattern,
          State: 'ENABLED',
        })),
      };
    },

    async PutEvents(input: unknown) {
      const { Entries } = parseInput(shapes.putEvents, input);
      if (Entries.reduce((bytes, entry) => bytes + entryBytes(entry), 0) > maxRequestBytes) {
        throw new AwsError(
          400,
          'ValidationException',
          'Total size of the entries in the request is over the limit.',
        );
      }
      const results = await Promise.all(Entries.map(putEvent));
      return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
    },
  };
};

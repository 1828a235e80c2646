// The rules of a stack's buses that have a pattern.
import { asynchronousQueueName } from './asynchronousQueue.ts';
import type { StackRule } from './eventStack.ts';
import { eventsOf, toTargetInput } from './functionEvents.ts';
import { lastOf, type StackNames, type StackSource } from './stackNames.ts';
import { resourcesOfType, stackShapes } from './stackShapes.ts';

/** Other targets are named at the start. */
export const isServedTarget = <Target extends { Arn?: string | undefined }>(
  target: Target,
): target is Target & { Arn: string } => /^arn:[^:]+:(?:sqs|lambda):/.test(target.Arn ?? '');

const fromResources = ({ resources, resolve }: StackSource, names: StackNames): StackRule[] =>
  [...resourcesOfType(resources, resolve, 'AWS::Events::Rule', stackShapes.rule)].flatMap(
    ([id, { EventBusName, EventPattern: pattern, State, Targets }]) => {
      if (!pattern || State === 'DISABLED') return [];
      const inputs = Object.fromEntries(
        Targets.filter(isServedTarget).flatMap(({ Arn, ...input }) =>
          names.targetQueues(Arn).map((queue) => [queue, input]),
        ),
      );
      const rule = { name: names.of(id, 'Name'), bus: lastOf(EventBusName), pattern };
      return [{ ...rule, queues: Object.keys(inputs), inputs }];
    },
  );

const fromEvents = ({ functions, resolve }: StackSource): StackRule[] =>
  eventsOf(functions, resolve, 'eventBridge').flatMap(({ name, index, event }) => {
    const { eventBus, pattern, ...input } = event;
    if (!pattern) return [];
    const queue = asynchronousQueueName(name);
    const inputs = { [queue]: toTargetInput(input) };
    return [{ name: `${name}-${index}`, bus: lastOf(eventBus), pattern, queues: [queue], inputs }];
  });

export const readRules = (source: StackSource, names: StackNames): StackRule[] => [
  ...fromResources(source, names),
  ...fromEvents(source),
];

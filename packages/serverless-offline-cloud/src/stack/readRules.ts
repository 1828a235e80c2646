// The rules of a stack's buses that have a pattern.
import { asynchronousQueueName } from './asynchronousQueue.ts';
import type { StackRule } from './eventStack.ts';
import { eventsOf } from './functionEvents.ts';
import { lastOf, type StackNames, type StackSource } from './stackNames.ts';
import { resourcesOfType, stackShapes } from './stackShapes.ts';

const fromResources = ({ resources, resolve }: StackSource, names: StackNames): StackRule[] =>
  [...resourcesOfType(resources, resolve, 'AWS::Events::Rule', stackShapes.rule)].flatMap(
    ([id, { EventBusName, EventPattern: pattern, Targets }]) => {
      if (!pattern) return [];
      const queues = Targets.map(({ Arn }) => names.targetQueue(Arn));
      return [{ name: names.of(id, 'Name'), bus: lastOf(EventBusName), pattern, queues }];
    },
  );

const fromEvents = ({ functions, resolve }: StackSource): StackRule[] =>
  eventsOf(functions, resolve, 'eventBridge').flatMap(({ name, index, event: { eventBus, pattern } }) => {
    if (!pattern) return [];
    const queues = [asynchronousQueueName(name)];
    return [{ name: `${name}-${index}`, bus: lastOf(eventBus), pattern, queues }];
  });

export const readRules = (source: StackSource, names: StackNames): StackRule[] => [
  ...fromResources(source, names),
  ...fromEvents(source),
];

// The schedules of a stack, and the queues that their events go to.
import { compileSchedule } from '../scheduler/compileSchedule.ts';
import { asynchronousQueueName } from './asynchronousQueue.ts';
import type { StackSchedule } from './eventStack.ts';
import { eventsOf, toTargetInput } from './functionEvents.ts';
import { isServedTarget } from './readRules.ts';
import type { StackNames, StackSource } from './stackNames.ts';
import { resourcesOfType, stackShapes } from './stackShapes.ts';

const fromResources = ({ resources, resolve }: StackSource, names: StackNames): StackSchedule[] =>
  [...resourcesOfType(resources, resolve, 'AWS::Events::Rule', stackShapes.rule)].flatMap(
    ([id, { ScheduleExpression: expression, State, Targets }]) => {
      if (!expression || State === 'DISABLED') return [];
      const name = names.of(id, 'Name');
      return Targets.filter(isServedTarget).flatMap(({ Arn, ...input }) =>
        names.targetQueues(Arn).map((queue) => ({ name, expression, queue, input })),
      );
    },
  );

const fromEvents = ({ functions, resolve }: StackSource): StackSchedule[] => [
  ...eventsOf(functions, resolve, 'schedule').flatMap(({ name, index, event: { rate, enabled, ...input } }) =>
    (enabled ? rate : []).map((expression) => ({
      name: `${name}-${index}`,
      expression,
      queue: asynchronousQueueName(name),
      input: toTargetInput(input),
    })),
  ),
  ...eventsOf(functions, resolve, 'eventBridge').flatMap(({ name, index, event: { schedule, ...input } }) =>
    schedule === undefined
      ? []
      : [
          {
            name: `${name}-${index}`,
            expression: schedule,
            queue: asynchronousQueueName(name),
            input: toTargetInput(input),
          },
        ],
  ),
];

/** Throws an error that names the schedule whose expression is not emulated. */
export const readSchedules = (source: StackSource, names: StackNames): StackSchedule[] => {
  const schedules = [...fromResources(source, names), ...fromEvents(source)];
  for (const { name, expression } of schedules) {
    try {
      compileSchedule(expression);
    } catch (error) {
      throw new Error(`The local cloud cannot create the schedule ${name}: ${(error as Error).message}.`);
    }
  }
  return schedules;
};

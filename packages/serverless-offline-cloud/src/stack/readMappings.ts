// The event source mappings of a stack: which queue invokes which function, and how.
import type { StackMapping } from './eventStack.ts';
import { eventsOf } from './functionEvents.ts';
import type { StackNames, StackSource } from './stackNames.ts';
import { resourcesOfType, stackShapes } from './stackShapes.ts';

const reporting = 'ReportBatchItemFailures';

const mayPostpone = ({ resources, functions, resolve }: StackSource, functionKey: string): boolean => {
  const role = Object(functions[functionKey]).role;
  const logicalId = typeof role === 'string' ? role : [Object(role)['Fn::GetAtt']].flat()[0];
  return JSON.stringify(resolve(resources[logicalId]) ?? {}).includes('sqs:ChangeMessageVisibility');
};

/** Others are named at the start. */
export const isServedMapping = (mapping: { Enabled: boolean; EventSourceArn: string }): boolean =>
  mapping.Enabled && /^arn:[^:]+:sqs:/.test(mapping.EventSourceArn);

const fromResources = (source: StackSource, names: StackNames): StackMapping[] => {
  const { resources, resolve } = source;
  const found = resourcesOfType(resources, resolve, 'AWS::Lambda::EventSourceMapping', stackShapes.mapping);
  return [...found.values()].filter(isServedMapping).map((mapping) => {
    const functionKey = names.functionKey(mapping.FunctionName);
    if (!functionKey) throw new Error(`${mapping.FunctionName} is no function of the stack.`);
    return {
      queue: names.queue(mapping.EventSourceArn),
      functionKey,
      filters: mapping.FilterCriteria.Filters.map(({ Pattern }) => Pattern),
      batchSize: mapping.BatchSize,
      windowS: mapping.MaximumBatchingWindowInSeconds,
      maxConcurrency: mapping.ScalingConfig.MaximumConcurrency,
      postpones: mayPostpone(source, functionKey),
      reportsFailures: mapping.FunctionResponseTypes.includes(reporting),
    };
  });
};

const fromEvents = (source: StackSource, names: StackNames): StackMapping[] =>
  eventsOf(source.functions, source.resolve, 'sqs')
    .filter(({ event }) => event.enabled)
    .map(({ key, event }) => ({
      queue: names.queue(event.arn),
      functionKey: key,
      filters: event.filterPatterns,
      batchSize: event.batchSize,
      windowS: event.maximumBatchingWindow,
      maxConcurrency: event.maximumConcurrency,
      postpones: mayPostpone(source, key),
      reportsFailures: event.functionResponseType === reporting,
    }));

export const readMappings = (source: StackSource, names: StackNames): StackMapping[] => [
  ...fromResources(source, names),
  ...fromEvents(source, names),
];

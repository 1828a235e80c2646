// Enables the event source mappings of the stack, as a deployment does at its end.
import type { Resources } from '#offline-cloud/stack/template.ts';

/** Changes the resources in place. */
export const enableMappings = (resources: Resources): void => {
  for (const { Type, Properties } of Object.values(resources))
    if (Type === 'AWS::Lambda::EventSourceMapping') Object.assign(Object(Properties), { Enabled: true });
};

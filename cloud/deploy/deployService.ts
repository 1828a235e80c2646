// The order of a deployment: images → schema → stack → accounts → event sources → a request.
import { checkStack } from './checkStack.ts';
import type { Deployment } from './deployment.ts';
import { enableEventSources } from './eventSources.ts';
import { migrateAfterStack, migrateBeforeStack } from './migrate.ts';
import { provideImages } from './provideImages.ts';
import { sendRequest } from './sendRequest.ts';
import { updateStack } from './updateStack.ts';

/**
 * Returns the API's URL. A new schema comes before the code that needs it, and the code of the version before works on it
 * too. Throws UserError with the reason of the step that failed; later steps are not taken.
 */
export const deployService = async (deployment: Deployment): Promise<string> => {
  const { step } = deployment;
  await step('Check', (say) => checkStack(deployment, say));
  const images = await step('Images', (say) => provideImages(deployment, say));
  await step('Schema', (say) => migrateBeforeStack(deployment, images, say));
  const outputs = await step('Stack', (say) => updateStack(deployment, images, say));
  await step('Accounts', (say) => migrateAfterStack(deployment, say));
  await step('Events', (say) => enableEventSources(deployment, say));
  return step('Request', (say) => sendRequest(deployment, outputs, say));
};

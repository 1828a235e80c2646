// The order of a deployment: images, schema, stack, accounts, versions, aliases, events, request.

import { checkRollback } from './checkRollback.ts';
import { checkPrerequisites, checkStack } from './checkStack.ts';
import { checkVersions } from './checkVersions.ts';
import type { Deployment } from './deployment.ts';
import { migrateAfterStack, migrateBeforeStack } from './migrate.ts';
import { provideImages, showFindings } from './provideImages.ts';
import { tellSecretAges } from './rotateService.ts';
import { sendRequest } from './sendRequest.ts';
import { enableEventSources, protect } from './stageSettings.ts';
import { moveAliases, updateStack } from './updateStack.ts';

/**
 * Returns the API's URL. A new schema comes before the code that needs it, and the code of the version before works on it
 * too. Throws UserError with the reason of the step that failed; later steps are not taken, and the next deployment takes
 * what is left of them.
 */
export const deployService = async (deployment: Deployment): Promise<string> => {
  const { step } = deployment;
  await step('Check', async (say) => {
    await checkStack(deployment, say);
    await checkPrerequisites(deployment);
  });
  const images = await step('Images', (say) => provideImages(deployment, say));
  await step('Scans', (say) => showFindings(deployment, images, say));
  await step('Rollback', (say) => checkRollback(deployment, images, say));
  await step('Schema', (say) => migrateBeforeStack(deployment, images, say));
  const update = await step('Stack', (say) => updateStack(deployment, images, say));
  await step('Accounts', (say) => migrateAfterStack(deployment, say));
  if (update.held.length > 0) {
    await step('Versions', (say) => checkVersions(deployment, update.held, say));
    await step('Aliases', (say) => moveAliases(deployment, update, say));
  }
  await step('Events', (say) => enableEventSources(deployment, say));
  await step('Protection', (say) => protect(deployment, say));
  await step('Secrets', (say) => tellSecretAges(deployment, say));
  return step('Request', (say) => sendRequest(deployment, update.outputs, say));
};

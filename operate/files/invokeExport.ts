// Invokes exportUsers and waits until the export is written.

import type { ExportForm } from '#layers/people/bucketLayout.ts';
import type { Place } from '#operate/findEventService.ts';
import { createLambdaClient, invokeLambda } from '#operate/lambdaClient.ts';

/** Throws UserError with the function's own reason when it fails. */
export const invokeExport = async (place: Place, form: ExportForm): Promise<void> => {
  await invokeLambda(await createLambdaClient(place), place.stage, 'exportUsers', { form });
};

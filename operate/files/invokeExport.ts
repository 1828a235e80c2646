// Invokes exportUsers and waits until the export is written.

import type { Place } from '#operate/findEventService.ts';
import { createLambdaClient, invokeLambda } from '#operate/lambdaClient.ts';
import { readFunction } from '#tools/functions.ts';

/** Throws UserError with the function's own reason when it fails. */
export const invokeExport = async (place: Place): Promise<void> => {
  const event = readFunction('exportUsers').schedule?.input ?? {};
  await invokeLambda(await createLambdaClient(place), place.stage, 'exportUsers', event);
};

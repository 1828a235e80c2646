// The stage `nightly`: deployed, verified and removed by a workflow.
import type { StageParameters } from '#cloud/parameters/parameters.ts';

export const parameters: StageParameters = { deletionPolicy: 'Delete' };

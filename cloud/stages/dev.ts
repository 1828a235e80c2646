// The stage `dev`: every parameter as its default.
import type { StageParameters } from '#cloud/parameters/parameters.ts';

export const parameters: StageParameters = {};

// One deployment: where it goes, with which parameters, and what it works with.
import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import type { Cloud, Docker, Framework, Target } from './ports.ts';
import type { RunStep } from './steps.ts';

export type Deployment = {
  target: Target;
  parameters: ParameterValues;
  /** Whether the stack may leave its database for another. */
  replaceDatabase: boolean;
  /** The commit that is deployed, for the tags of the stack. */
  commit: string;
  functionNames: readonly string[];
  /** The tag of a function's image: the same for the same sources, base and platform. */
  tagOf(functionName: string, base: string, platform: string): Promise<string>;
  cloud: Cloud;
  docker: Docker;
  framework: Framework;
  step: RunStep;
};

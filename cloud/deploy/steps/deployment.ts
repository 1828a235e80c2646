// One deployment: where it goes, with which parameters, and what it works with.
import type { ParameterValues } from '#cloud/parameters/parameters.ts';
import type { RunStep } from './createSteps.ts';
import type { Cloud, Docker, Framework, Target } from './ports.ts';

/** The worst first: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanFindings.html */
export const severities = ['critical', 'high', 'medium', 'low'] as const;

export type Severity = (typeof severities)[number];

/** A request of a route, as an API Gateway event, and the status that a new version must answer. */
export type Probe = { route: string; status: number; event: object };

export type Deployment = {
  target: Target;
  parameters: ParameterValues;
  /** Whether the stack may leave its database for another. */
  replaceDatabase: boolean;
  /** The severity from which on a finding of an image's scan ends the deployment. */
  failOn: Severity | undefined;
  /** The commit that is deployed, for the tags of the stack. */
  commit: string;
  functionNames: readonly string[];
  /** The tag of a function's image: the same for the same sources, base and platform. */
  tagOf(functionName: string, base: string, platform: string): Promise<string>;
  /** What a new version must answer before callers reach it. */
  probesOf(functionName: string, authorization: string): Probe[];
  /** Shows which rollbacks the deployment would undo. Throws UserError when nobody agrees. */
  confirmForward(undoings: readonly string[]): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  cloud: Cloud;
  docker: Docker;
  framework: Framework;
  step: RunStep;
};

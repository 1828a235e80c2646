// What the suite speaks to: an emulator in this process, or Aurora when DATA_API_REAL=1.
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/startEmulator.ts';

export type SuiteTarget = {
  /** Undefined for Aurora: clients then find the regional endpoint themselves. */
  endpoint: string | undefined;
  resourceArn: string;
  secretArn: string;
  region: string;
  emulator: Emulator | undefined;
  stop(): Promise<void>;
};

const environment = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
};

export const isReal = process.env.DATA_API_REAL === '1';

/** Credentials are the shell's; DATA_API_ENDPOINT, if set, replaces the regional endpoint. */
const realTarget = (): SuiteTarget => ({
  endpoint: process.env.DATA_API_ENDPOINT,
  resourceArn: environment('DATA_API_RESOURCE_ARN'),
  secretArn: environment('DATA_API_SECRET_ARN'),
  region: environment('AWS_REGION'),
  emulator: undefined,
  stop: async () => {},
});

const arns = {
  resourceArn: 'arn:aws:rds:eu-central-1:123456789012:cluster:users',
  secretArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:users-AbCdEf',
};

/** TEST_DATABASE_URL names a user that may create databases. */
export const startTarget = async (options: Partial<EmulatorOptions> = {}): Promise<SuiteTarget> => {
  if (isReal) return realTarget();
  const emulator = await startEmulator({
    databaseUrl: environment('TEST_DATABASE_URL'),
    ...arns,
    ...options,
  });
  return { endpoint: emulator.url, ...arns, region: 'eu-central-1', emulator, stop: emulator.stop };
};

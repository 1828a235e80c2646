// An event cloud of a test file, with clients that know it by the environment alone.
import { afterAll, beforeAll } from '@jest/globals';
import { freePort } from 'data-api-emulator';
import { type EventCloud, startEventCloud } from '#offline-cloud/server/startEventCloud.ts';

const variables = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
};

/** Starts it before the tests of the file, and stops it after them. */
export const useEventCloud = (): (() => EventCloud) => {
  const before = { ...process.env };
  let cloud: EventCloud;
  beforeAll(async () => {
    cloud = await startEventCloud({ port: await freePort(), region: variables.AWS_REGION });
    Object.assign(process.env, variables, { AWS_ENDPOINT_URL: cloud.url });
  });
  afterAll(async () => {
    process.env = before;
    await cloud.stop();
  });
  return () => cloud;
};

let count = 0;

/** A name that no other test has. */
export const newName = (kind: string): string => {
  count += 1;
  return `${kind}-${count}`;
};

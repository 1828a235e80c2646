import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parametersSchema } from './parameters.ts';
import { checkParameters, readStage, readStageToDeploy, stageNames } from './readStage.ts';

const region = 'eu-central-1';
const clusterArn = `arn:aws:rds:${region}:123456789012:cluster:mine`;
const masterSecretArn = `arn:aws:secretsmanager:${region}:123456789012:secret:mine-AbCdEf`;

const certificateArn = `arn:aws:acm:${region}:123456789012:certificate/12345678`;

const check = (given: object) => checkParameters(given, 'cloud/stages/mine.ts', region);

test.each(stageNames())('the file of %s is right', async (stage) => {
  expect(Object.keys(await readStage(stage, region))).toEqual(Object.keys(parametersSchema.shape));
});

test('fills in what a stage leaves out', () => {
  expect(check({ maxAcu: 16 })).toMatchObject({ maxAcu: 16, minAcu: 0, authorization: 'iam' });
});

test.each([
  [{ nosuch: 1 }, 'nosuch is no parameter; docs/deploy.md lists them.'],
  [{ maxAcu: '16' }, 'maxAcu must be a number from 1 to 256 in steps of 0.5, not "16".'],
  [{ minAcu: 0.3 }, 'minAcu must be a number from 0 to 256 in steps of 0.5, not 0.3.'],
  [
    { authorization: 'none' },
    'authorization must be one of iam, jwt, OPEN_TO_EVERYONE_ON_THE_INTERNET, not "none".',
  ],
  [{ deletionProtection: 'True' }, 'deletionProtection must be true or false, not "True".'],
  [{ timeoutS: 30 }, 'timeoutS must be a number from 6 to 29 in steps of 1, not 30.'],
  [{ reservedConcurrency: -1 }, 'reservedConcurrency must be empty or a number from 0 to 1000, not -1.'],
  [{ alarmEmail: 'me' }, 'alarmEmail must be empty or an e-mail address, not "me".'],
  [
    { authorization: 'jwt', jwtIssuer: 'https://a.example' },
    "jwtAudience is required with authorization 'jwt'.",
  ],
  [{ jwtIssuer: 'https://a.example' }, "jwtIssuer has a meaning only with authorization 'jwt'."],
  [{ database: 'existing', clusterArn }, "masterSecretArn is required with database 'existing'."],
  [{ clusterArn, masterSecretArn }, "clusterArn has a meaning only with database 'existing'."],
  [
    { database: 'existing', clusterArn: clusterArn.replace(region, 'us-east-1'), masterSecretArn },
    'clusterArn must be in the region that is deployed to.',
  ],
  [
    { database: 'existing', clusterArn, masterSecretArn, slowQueryS: 2 },
    "slowQueryS has a meaning only with database 'new'.",
  ],
  [
    { database: 'existing', clusterArn, masterSecretArn, performanceInsights: true },
    "performanceInsights has a meaning only with database 'new'.",
  ],
  [{ slowQueryS: 0 }, 'slowQueryS must be empty or a number from 1 to 3600, not 0.'],
  [{ domainName: 'users.example.com' }, 'certificateArn is required with domainName.'],
  [{ certificateArn }, 'certificateArn has a meaning only with domainName.'],
  [{ hostedZoneId: 'Z123' }, 'hostedZoneId has a meaning only with domainName.'],
  [
    { domainName: 'a.example', certificateArn: certificateArn.replace(region, 'us-east-1') },
    'certificateArn must be in the region that is deployed to.',
  ],
  [{ replayDays: 31 }, 'tombstoneDays must not be less than replayDays.'],
  [{ replayDays: 365, tombstoneDays: 364 }, 'tombstoneDays must not be less than replayDays.'],
  [{ tombstoneDays: 27 }, 'tombstoneDays must be a number from 28 to 3650 in steps of 1, not 27.'],
  [{ replayDays: -1 }, 'replayDays must be empty or a number from 0 to 3650, not -1.'],
  [
    { eventArchiveDays: 90, replayDays: 89, tombstoneDays: 91 },
    'replayDays must not be less than eventArchiveDays.',
  ],
  [{ eventArchiveDays: 30 }, 'tombstoneDays must be greater than eventArchiveDays.'],
  [
    { alarmEmail: 'a@example.com', alarmTopicArn: `arn:aws:sns:${region}:123456789012:alarms` },
    'alarmEmail has a meaning only without alarmTopicArn.',
  ],
  [
    { database: 'existing', clusterArn, masterSecretArn, readers: 1 },
    "readers has a meaning only with database 'new'.",
  ],
  [{ minAcu: 4 }, 'minAcu must not be larger than maxAcu.'],
  [
    { engineVersion: '8.0.mysql_aurora.3.07.1' },
    'minAcu 0, with which the database pauses, needs engineVersion 8.0.mysql_aurora.3.08.0 or newer.',
  ],
])('refuses %j, naming file, parameter and rule', (given, sentence) => {
  expect(() => check(given)).toThrow(`cloud/stages/mine.ts: ${sentence}`);
});

test.each([
  [{ database: 'existing', clusterArn, masterSecretArn }],
  [{ domainName: 'users.example.com', certificateArn, hostedZoneId: 'Z123' }],
  [{ corsOrigins: 'https://a.example,http://localhost:3000' }],
  [{ engineVersion: '8.0.mysql_aurora.3.07.1', minAcu: 0.5 }],
  [{ reservedConcurrency: 0 }],
  [{ slowQueryS: 2 }],
  [{ replayDays: 30 }],
  [{ replayDays: 365, tombstoneDays: 365 }],
  [{ eventArchiveDays: 29, replayDays: 30 }],
])('accepts %j', (given) => {
  expect(check(given)).toMatchObject(given);
});

test('names every wrong parameter at once', () => {
  const problems = 'cloud/stages/mine.ts: maxAcu must be .*\ncloud/stages/mine.ts: nosuch is no parameter';
  expect(() => check({ maxAcu: 0, nosuch: 1 })).toThrow(new RegExp(problems));
});

test('reads a file of its own, and names the stages when there is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'users-service-stages-'));
  writeFileSync(join(folder, 'mine.ts'), 'export const parameters = { maxAcu: 32 };');
  expect(await readStage('mine', region, folder)).toMatchObject({ maxAcu: 32 });
  await expect(readStage('nosuch', region, folder)).rejects.toThrow(
    'There is no file cloud/stages/nosuch.ts. Stages: mine; a new one starts as a copy of a file there.',
  );
  rmSync(folder, { recursive: true });
});

test('prod leaves one decision open, which is where its alarms go', async () => {
  await expect(readStageToDeploy('prod', region)).rejects.toThrow(
    /^cloud\/stages\/prod\.ts: alarmEmail or alarmTopicArn must be set .*: without one, alarms that cost \d\.\d\d \$ a month ring where nobody hears them\.$/,
  );
  expect(await readStageToDeploy('prod', region, ['alarmEmail'])).toMatchObject({ minAcu: 0.5 });
});

test.each(stageNames().filter((stage) => stage !== 'prod'))(
  '%s is deployed without a decision',
  async (stage) => {
    expect(await readStageToDeploy(stage, region)).toEqual(await readStage(stage, region));
  },
);

// Removes a stage: the service's stack, then the image repositories.
import { UserError } from '#tools/userError.ts';
import type { RunStep } from './createSteps.ts';
import { imageStackName, serviceStackName } from './names.ts';
import type { Cloud, Outputs, Stack, StackResource, Target } from './ports.ts';

export type Removal = {
  target: Target;
  cloud: Cloud;
  step: RunStep;
  /** Shows what will be lost. Throws UserError when the person does not agree. */
  confirm(losses: string[]): Promise<void>;
};

/** Whether the data goes with the stack: it stays with a database of another, and by the other deletion policies. */
const losesData = ({ Database, DeletionPolicy }: Outputs): boolean =>
  Database !== 'existing' && DeletionPolicy === 'Delete';

/** What becomes of the data, by the deletion policy of the database. */
const dataLoss = (outputs: Outputs): string => {
  const { Database, DeletionPolicy } = outputs;
  if (Database === 'existing') return 'the database is not part of the stage and stays, data included';
  if (losesData(outputs)) return 'the database with all data and backups: nothing is left of them';
  return `the database; by deletionPolicy ${DeletionPolicy} its data stays`;
};

const bucketLoss = (outputs: Outputs): string =>
  losesData(outputs)
    ? 'the bucket with imports, exports and the record of erasures'
    : `nothing of the bucket ${outputs.BucketName}, which stays`;

/** CloudFormation deletes only empty buckets. That of the Serverless Framework (osls) holds templates. */
const bucketsToEmpty = (outputs: Outputs, resources: readonly StackResource[]): string[] =>
  resources
    .filter(
      ({ type, logicalId }) => type === 'AWS::S3::Bucket' && (logicalId !== 'Bucket' || losesData(outputs)),
    )
    .map(({ physicalId }) => physicalId);

const countOf = (resources: readonly StackResource[], type: string): number =>
  resources.filter((resource) => resource.type === type).length;

/** A stack without outputs is left of a first deployment that did not end, and has neither API nor data. */
const describeLosses = (outputs: Outputs, resources: readonly StackResource[]): string[] => {
  if (!outputs.HttpApiUrl) return ['what a first deployment has made that did not end'];
  return [
    `the API ${outputs.HttpApiUrl}`,
    `${countOf(resources, 'AWS::Lambda::Function')} functions and their images`,
    `${countOf(resources, 'AWS::Logs::LogGroup')} log groups with what they hold, who asked for whom included`,
    dataLoss(outputs),
    bucketLoss(outputs),
  ];
};

const checkRemovable = (stage: string, { status, outputs }: Stack): void => {
  if (/^true$/i.test(outputs.DeletionProtection ?? '')) {
    throw new UserError(
      `The database of stage ${stage} is protected from deletion. Set deletionProtection: false in ` +
        `cloud/stages/${stage}.ts and deploy first.`,
    );
  }
  if (/(?<!REVIEW)_IN_PROGRESS$/.test(status)) {
    throw new UserError(`The stack ${serviceStackName(stage)} is ${status}. Remove it when that has ended.`);
  }
};

/**
 * Throws UserError, before anything is removed, for a stage that does not exist and for a protected database:
 * CloudFormation would find that out only after it has removed the API.
 */
export const removeService = async ({ target, cloud, step, confirm }: Removal): Promise<void> => {
  const [serviceStack, imagesStack] = [serviceStackName(target.stage), imageStackName(target.stage)];
  const [service, images] = await Promise.all([
    cloud.stacks.read(serviceStack),
    cloud.stacks.read(imagesStack),
  ]);
  if (!service && !images) {
    throw new UserError(`There is no stage ${target.stage} in ${target.region}: no stack ${serviceStack}.`);
  }
  if (service) checkRemovable(target.stage, service);
  const resources = service ? await cloud.stacks.resources(serviceStack) : [];
  await confirm(
    service
      ? describeLosses(service.outputs, resources)
      : ['the images that an earlier removal or deployment has left'],
  );
  await step('Buckets', async () => {
    for (const name of bucketsToEmpty(service?.outputs ?? {}, resources)) await cloud.buckets.empty(name);
  });
  if (service) await step('Service', () => cloud.stacks.delete(serviceStack));
  if (images) await step('Images', () => cloud.stacks.delete(imagesStack));
};

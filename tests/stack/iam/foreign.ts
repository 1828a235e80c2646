// Resources beside a stage: of other stages, another service and another account.
import { account } from './physicalStack.ts';
import { type CloudResource, type Packaged, stageResources } from './stageResources.ts';

const otherAccount = '210987654321';

type Change = [from: RegExp, to: string];

const rename = (resource: CloudResource, ...changes: Change[]): CloudResource =>
  JSON.parse(changes.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(resource)));

/** A service `orders` with a stage of the same name, whose resources are like ours. */
const ofOtherService = (resources: readonly CloudResource[]): CloudResource[] =>
  resources.map((resource) => rename(resource, [/users/g, 'orders'], [/example\.com/g, 'example.org']));

const withoutTags = (resources: readonly CloudResource[]): CloudResource[] =>
  ofOtherService(resources).map(({ arn, tagOwner, ...resource }) => ({
    ...resource,
    arn: `${arn}-untagged`,
    tagOwner: `${tagOwner}-untagged`,
    tags: {},
  }));

/** The same stage in another account. Only where an ARN names the account, or S3 grants access across accounts. */
const ofOtherAccount = (resources: readonly CloudResource[]): CloudResource[] =>
  resources
    .filter(({ arn }) => arn.includes(account) || arn.startsWith('arn:aws:s3:'))
    .map((resource) => rename(resource, [new RegExp(account, 'g'), otherAccount]));

/** Several resources of a template may be one to IAM: a log group and its metric filters. */
const distinct = (resources: readonly CloudResource[]): CloudResource[] => [
  ...new Map(resources.map((resource) => [resource.arn, resource])).values(),
];

/** What does not belong to the stage, with `stages` as its neighbours. */
export const foreignResources = (
  packaged: Packaged,
  stage: string,
  stages: readonly string[],
): CloudResource[] => {
  const own = distinct(stageResources(packaged, stage));
  const neighbours = stages.filter((other) => other !== stage);
  return [
    ...neighbours.flatMap((other) => distinct(stageResources(packaged, other))),
    ...ofOtherService(own),
    ...withoutTags(own),
    ...ofOtherAccount(own),
  ];
};

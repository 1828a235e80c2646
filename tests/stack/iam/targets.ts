// Requests for a stage's own resources, once they exist and while they are made.
import type { Context } from './conditions.ts';
import type { AccessRequest } from './evaluate.ts';
import { contextOf } from './reach.ts';
import type { CloudResource } from './stageResources.ts';

export type Target = Omit<AccessRequest, 'action'>;
export type Own = readonly CloudResource[];
export const existing = (found: CloudResource): Target => ({
  resource: found.arn,
  context: contextOf(found),
});

/** A resource that is being made: nothing but the request has tags, those that CloudFormation adds among them. */
export const made = ({ arn, tags, keys }: CloudResource, more: Context = {}): Target => ({
  resource: arn,
  context: {
    ...keys,
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': Object.keys(tags),
    ...more,
  },
});

export const ofType = (own: Own, type: string): Own => own.filter((resource) => resource.type === type);
export const endingIn = (own: Own, pattern: RegExp): Own => own.filter(({ arn }) => pattern.test(arn));

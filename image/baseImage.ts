// Lambda's base image: its tag, and the digest that a workflow has pinned it to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tools/paths.ts';

export type BaseImage = {
  /** `public.ecr.aws/lambda/nodejs:24` */
  image: string;
  /** `sha256:…`; null until it is pinned for the first time. */
  digest: string | null;
  /** When AWS built it, in ISO 8601. */
  builtAt: string | null;
};

export const baseImageFile = join(root, 'image/base.json');

export const readBaseImage = (): BaseImage => JSON.parse(readFileSync(baseImageFile, 'utf8'));

/** What Docker takes: with a digest, the tag says to people what it is and Docker ignores it. */
export const baseReference = ({ image, digest }: BaseImage): string =>
  digest ? `${image}@${digest}` : image;

const dayMs = 86_400_000;

/** A sentence about its age, or about its missing digest. */
export const describeAge = ({ image, builtAt }: BaseImage, nowMs: number): string => {
  if (builtAt === null) return `the base image ${image} is not pinned: npm run base-image pins it`;
  const days = Math.floor((nowMs - Date.parse(builtAt)) / dayMs);
  return `the base image is ${days} ${days === 1 ? 'day' : 'days'} old`;
};

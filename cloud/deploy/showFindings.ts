// What the registry's scans have found in the images of a deployment.
import { UserError } from '#tools/userError.ts';
import { type Deployment, severities } from './deployment.ts';
import { repositoryName } from './names.ts';
import type { FunctionImages } from './provideImages.ts';
import type { Say } from './steps.ts';

/**
 * Shows the findings of each image. Throws UserError where there is one of the severity `failOn` or a worse one. The scan of an
 * image that was pushed just now may have no result yet, which is shown and passes.
 */
export const showFindings = async (
  { target, cloud, failOn }: Deployment,
  images: FunctionImages,
  say: Say,
): Promise<void> => {
  const refused = failOn ? severities.slice(0, severities.indexOf(failOn) + 1) : [];
  const failing: string[] = [];
  for (const [name, { tag }] of Object.entries(images)) {
    const repository = repositoryName(target.stage, name);
    const found = await cloud.images.findings(repository, tag);
    const counts = severities
      .map((severity) => [severity, found?.[severity.toUpperCase()] ?? 0] as const)
      .filter(([, count]) => count > 0);
    const shown = counts.map(([severity, count]) => `${count} ${severity}`).join(', ');
    if (!found) say(`${repository} has no result of its scan yet`);
    else if (shown) say(`${repository} has findings: ${shown}`);
    if (counts.some(([severity]) => refused.includes(severity))) failing.push(repository);
  }
  if (failing.length > 0) {
    throw new UserError(
      `The scan found something ${refused.join(' or ')} in ${failing.join(', ')}; docs/operations.md, "Take a new base image".`,
    );
  }
};

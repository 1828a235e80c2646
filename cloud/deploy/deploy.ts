// `npm run deploy -- --stage prod --region eu-central-1`: builds what has changed, deploys, migrates, sends one
// smoke request, prints the URL.
import { readStage } from '#cloud/parameters/readStage.ts';
import { functionNames } from '#image/functionNames.ts';
import { log } from '#tools/command.ts';
import { awsCloud } from './awsCloud.ts';
import { deployService } from './deployService.ts';
import { docker } from './docker.ts';
import { framework } from './framework.ts';
import { imageTag } from './imageTag.ts';
import { runDeployment } from './runDeployment.ts';

const manual = `npm run deploy -- --stage <stage> [--region <region>]

Builds what has changed, deploys, migrates, sends one smoke request and prints the URL. The parameters are those of
cloud/stages/<stage>.ts; docs/deploy.md explains each.

  --stage    up to 16 lower-case letters, digits and hyphens                              (required)
  --region   the AWS region                                                    (default AWS_REGION)
`;

await runDeployment(manual, async (options) => {
  const parameters = await readStage(options.stage, options.region);
  const cloud = awsCloud(options.region);
  const surroundings = { cloud, docker, framework, functionNames: functionNames(), tagOf: imageTag, log };
  log(`\nReady: ${await deployService(options, parameters, surroundings)}`);
});

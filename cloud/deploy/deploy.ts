// `npm run deploy -- --stage prod --region eu-central-1`: builds what has changed, deploys, migrates, asks, prints the URL.
import { join } from 'node:path';
import { bundle } from '#image/bundle.ts';
import { functionNames } from '#image/functionNames.ts';
import { root } from '#tools/paths.ts';
import { awsCloud } from './awsCloud.ts';
import { deployService } from './deployService.ts';
import { docker } from './docker.ts';
import { framework } from './framework.ts';
import { imageTag } from './imageTag.ts';
import { readOptions } from './options.ts';
import { log, run } from './run.ts';

const tagOf = async (name: string, base: string, platform: string): Promise<string> => {
  await bundle(name);
  const [folder, dockerfile] = [join(root, 'dist', name), join(root, 'Dockerfile.lambda')];
  return imageTag({ folder, dockerfile, base, platform });
};

await run(async () => {
  const options = readOptions(process.argv.slice(2), process.env);
  const cloud = awsCloud(options.region);
  const surroundings = { cloud, docker, framework, functionNames: functionNames(), tagOf, log };
  log(`\nReady: ${await deployService(options, surroundings)}`);
});

// `npm run remove -- --stage dev --region eu-central-1`: removes a stage, its database included.
import { awsCloud } from './awsCloud.ts';
import { framework } from './framework.ts';
import { readOptions } from './options.ts';
import { removeService } from './removeService.ts';
import { run } from './run.ts';

await run(async () => {
  const options = readOptions(process.argv.slice(2), process.env);
  await removeService(options, { cloud: awsCloud(options.region), framework });
});

// `npm run remove -- --stage dev --region eu-central-1`: removes a stage, its database included.
import { awsCloud } from './awsCloud.ts';
import { framework } from './framework.ts';
import { removeService } from './removeService.ts';
import { runDeployment } from './runDeployment.ts';

const manual = `npm run remove -- --stage <stage> [--region <region>]

Removes a stage: its API, its functions, its images and, unless it is protected, its database.

  --stage    the stage that was deployed                                                  (required)
  --region   the AWS region                                                    (default AWS_REGION)
`;

await runDeployment(manual, (options) =>
  removeService(options, { cloud: awsCloud(options.region), framework }),
);

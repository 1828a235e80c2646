// The floor of a Lambda function that calls AWS: one bare HTTPS request.
import { post } from './post.ts';

const url = new URL('/Execute', process.env.AWS_ENDPOINT_URL_RDS_DATA);

export const handler = async () => ({ statusCode: 200, body: await post(url) });

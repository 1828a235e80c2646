// The floor of a function that calls the Data API: one signed HTTPS request, without the SDK.
import { post, statement } from './post.ts';
import { sign } from './sign.ts';

const url = new URL('/Execute', process.env.AWS_ENDPOINT_URL_RDS_DATA);
const region = process.env.AWS_REGION as string;
const accessKeyId = process.env.AWS_ACCESS_KEY_ID as string;
const secretAccessKey = process.env.AWS_SECRET_ACCESS_KEY as string;

export const handler = async () => {
  const headers = sign({ url, body: statement, region, accessKeyId, secretAccessKey, now: new Date() });
  return { statusCode: 200, body: await post(url, headers) };
};

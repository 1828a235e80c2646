// What API Gateway answers by itself, before a function sees the request or in its place.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
import type { Json } from './toJsonSchema.ts';

/** The schema of all of them. */
export const gatewayMessage: Json = {
  title: "API Gateway's own answer",
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
};

type GatewayAnswer = { status: number; message: string; when: string };

const answers: readonly GatewayAnswer[] = [
  { status: 401, message: 'Unauthorized', when: 'the bearer token is missing or not valid' },
  {
    status: 403,
    message: 'Forbidden',
    when: 'the signature is missing or wrong, or the caller lacks the right',
  },
  { status: 413, message: 'Request Entity Too Large', when: 'the request is longer than 10 MB' },
  { status: 429, message: 'Too Many Requests', when: 'the route is throttled' },
  { status: 500, message: 'Internal Server Error', when: 'the function failed' },
  { status: 503, message: 'Service Unavailable', when: 'the function did not answer in 30 s' },
];

const contentOf = ({ message }: GatewayAnswer): Json => ({
  'application/json': {
    schema: { $ref: '#/components/schemas/GatewayMessage' },
    example: { message },
  },
});

/** By status: the media type and the occasion of each. */
export const gatewayAnswers = new Map(
  answers.map((answer) => [
    answer.status,
    { content: contentOf(answer), description: `API Gateway, when ${answer.when}.` },
  ]),
);

/** Of these and of a path without a route, which is no operation's answer. */
export const gatewayMessages: readonly string[] = ['Not Found', ...answers.map(({ message }) => message)];

// The components of the OpenAPI document: headers, schemas of errors, security schemes.
import type { ErrorCode } from '#layers/base/errors/publicError.ts';
import { gatewayMessage } from './gatewayAnswers.ts';
import { headerComponents } from './headers.ts';
import { problemSchema } from './problems.ts';
import type { Json } from './toJsonSchema.ts';

const securitySchemes = {
  iam: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description:
      'A signature of AWS, version 4, for the service `execute-api`: deployed with the parameter `authorization: iam`.',
    'x-amazon-apigateway-authtype': 'awsSigv4',
  },
  jwt: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token with the scope of the operation: deployed with the parameter `authorization: jwt`.',
  },
};

export const createComponents = (codes: readonly ErrorCode[]): Json => ({
  headers: headerComponents(),
  schemas: {
    ...Object.fromEntries(codes.map((code) => [code, problemSchema(code)])),
    GatewayMessage: gatewayMessage,
  },
  securitySchemes,
});

// What API Gateway answers where no route matches. Stands in as the $default route under serverless-offline, whose own
// answer lists all routes.

export const handler = async () => ({
  statusCode: 404,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: 'Not Found' }),
});

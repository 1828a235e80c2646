// The real handlers behind the local API Gateway, on a port of their own.
import { createServer } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Database } from '#layers/aws/dataApi/database.ts';
import { createApiGateway } from '#offline-cloud/apigateway/apiGateway.ts';
import { type HttpApiEvent, toRouteKey } from '#offline-cloud/apigateway/routes.ts';
import { createHandlers } from '#tests/support/createHandlers.ts';
import { lambdaContextUntil } from '#tests/support/events.ts';
import { listen } from '#tests/support/listen.ts';
import { readFunctions } from '#tools/functions.ts';

export type Api = { url: string; stop(): void };

/** The least that a function behind a route has; see its function.yml. */
const timeoutMs = 29_000;

const readRoutes = () =>
  readFunctions().flatMap(({ name, events }) =>
    Object.values(events)
      .flat()
      .flatMap(({ httpApi }) =>
        httpApi ? [{ key: toRouteKey(httpApi as HttpApiEvent), functionKey: name }] : [],
      ),
  );

export const startApi = async (database: Database, now: () => number = Date.now): Promise<Api> => {
  const handlers = createHandlers(database, now);
  const answer = createApiGateway({
    routes: readRoutes(),
    cors: undefined,
    invoke: async (_name, event) => {
      const path = (event as APIGatewayProxyEventV2).rawPath as keyof typeof handlers;
      return JSON.stringify(await handlers[path](event, lambdaContextUntil(now() + timeoutMs, now)));
    },
  });
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    const { status, headers, body: answered } = await answer(request, body);
    response.writeHead(status, headers).end(answered);
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

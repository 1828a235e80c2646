// The service of the tutorial in its routes and statements, over node:http.
import { createServer } from 'node:http';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { listen } from '#tests/support/listen.ts';
import type { Api } from './startApi.ts';

const select = 'SELECT email, phone_number FROM directory';

const toUser = ({ email, phone_number }: RowDataPacket) => ({ email, phoneNumber: phone_number });

export const startTutorialService = async (connection: Connection): Promise<Api> => {
  const findAll = async () => (await connection.query<RowDataPacket[]>(select))[0].map(toUser);
  const find = async (email: string | null) => {
    if (!email) throw new Error('the email must be specified');
    const [[row]] = await connection.query<RowDataPacket[]>(`${select} WHERE email = ?`, [email]);
    return row && toUser(row);
  };
  const server = createServer(async ({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const answered = await (pathname === '/users' ? findAll() : find(searchParams.get('email'))).then(
      (body) => (body === undefined ? [404, 'User not found.'] : [200, JSON.stringify(body)]),
      () => [500, 'Error'],
    );
    response.writeHead(answered[0] as number).end(answered[1]);
  });
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

// The client of users-service: one user by e-mail address, all users page by page.
import { createSend, type Success } from './createSend.ts';
import { ProblemError } from './problemError.ts';

export type DirectoryUser = { email: string; phoneNumber: string };

export type UsersClientOptions = {
  /** Where the API is, as `https://directory.example.com`; a path is kept. */
  baseUrl: string;
  /** Sends a request; to sign it, for instance. The global `fetch` by default. */
  fetch?: (request: Request) => Promise<Response>;
  /** How often a request is sent at most, 4 by default; 1 never repeats. */
  attempts?: number;
  /** Milliseconds that a call may take with its repeats, 30,000 by default. `users` and `pages`: each page. */
  timeoutMs?: number;
};

export type CallOptions = {
  /** Ends the call, which then rejects with the signal's reason. */
  signal?: AbortSignal;
};

export type PageOptions = CallOptions & {
  /** Users per page, 1 to 1,000, the default. */
  pageSize?: number;
};

/** Every call rejects with ProblemError for an answer that is no success. */
export type UsersClient = {
  /** Undefined when nobody has this address. It travels in the body, and stays out of logs of URLs. */
  search(email: string, options?: CallOptions): Promise<DirectoryUser | undefined>;
  /** All users in insertion order; a page is fetched when its first user is asked for. */
  users(options?: PageOptions): AsyncGenerator<DirectoryUser, void, undefined>;
  /** The same, page by page. */
  pages(options?: PageOptions): AsyncGenerator<DirectoryUser[], void, undefined>;
};

/** The next page's URL by the `Link` header (RFC 8288). Another origin would get what `fetch` adds. */
const findNext = (link: string | null, url: URL): URL | undefined => {
  const [, reference] = /<([^>]*)>; rel="next"/.exec(link ?? '') ?? [];
  if (reference === undefined) return undefined;
  const next = new URL(reference, url);
  if (next.origin !== url.origin) throw new TypeError('The next page is on another origin.');
  return next;
};

/** Throws TypeError for a `baseUrl` that is no URL. */
export const usersClient = (options: UsersClientOptions): UsersClient => {
  const {
    baseUrl,
    fetch = (request) => globalThis.fetch(request),
    attempts = 4,
    timeoutMs = 30_000,
  } = options;
  const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);
  const send = createSend({ fetch, attempts, timeoutMs });

  const search: UsersClient['search'] = async (email, { signal } = {}) => {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ email }) };
    try {
      return (await send(new URL('search', base), init, signal)).body as DirectoryUser;
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'user-not-found') return undefined;
      throw error;
    }
  };

  async function* pages({ pageSize, signal }: PageOptions = {}) {
    const first = new URL('users', base);
    if (pageSize !== undefined) first.searchParams.set('limit', String(pageSize));
    for (let url: URL | undefined = first; url; ) {
      const { body, link }: Success = await send(url, {}, signal);
      const next = findNext(link, url);
      yield body as DirectoryUser[];
      url = next;
    }
  }

  async function* users(pageOptions?: PageOptions) {
    for await (const page of pages(pageOptions)) yield* page;
  }

  return { search, users, pages };
};

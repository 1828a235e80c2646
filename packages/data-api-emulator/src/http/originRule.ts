// Who may use a local port: programs of this machine, and pages that come from the port itself.
import type { IncomingHttpHeaders } from 'node:http';

export type OriginRule = {
  /** Names beside those of loopback that requests may be addressed to, without a port, in lower case. */
  hosts: readonly string[];
  /** Origins beside the port's own whose pages may send requests: `http://localhost:5173`. */
  origins: readonly string[];
  /** A sentence about how to allow one more name. */
  howToAllow?: string | undefined;
};

export type OriginRuleOptions = {
  /** The address that the port listens on. Unless it stands for all addresses, requests may be addressed to it. */
  listensOn: string;
  /** More names that requests may be addressed to. */
  names?: readonly string[] | undefined;
  origins?: readonly string[] | undefined;
  howToAllow?: string | undefined;
};

const loopback = ['localhost', '127.0.0.1', '[::1]'];
const allAddresses = ['0.0.0.0', '[::]'];

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

export const createOriginRule = ({
  listensOn,
  names = [],
  origins = [],
  howToAllow,
}: OriginRuleOptions): OriginRule => ({
  hosts: [inUrl(listensOn), ...names]
    .map((name) => name.toLowerCase())
    .filter((name) => !allAddresses.includes(name)),
  origins,
  howToAllow,
});

const hostname = (host = ''): string => host.toLowerCase().replace(/:\d+$/, '');

const isOwnOrigin = (origin: string, host = ''): boolean =>
  URL.canParse(origin) && new URL(origin).host === host.toLowerCase();

/**
 * Why the rule refuses a request, or undefined when it lets the request pass. Browsers set the three headers themselves
 * (https://www.w3.org/TR/fetch-metadata/): a page whose name was pointed at this machine (DNS rebinding) shows in `Host`,
 * a page of another origin in `Origin`, and a tag or link of such a page, which sends no `Origin`, in `Sec-Fetch-Site`.
 */
export const checkOrigin = (headers: IncomingHttpHeaders, rule: OriginRule): string | undefined => {
  const { hosts, origins, howToAllow = '' } = rule;
  const { host, origin, 'sec-fetch-site': site = 'none' } = headers;
  if (![...loopback, ...hosts].includes(hostname(host))) {
    return `The Host header names neither this machine nor a host that was allowed. ${howToAllow}`.trimEnd();
  }
  if (origin !== undefined && origins.includes(origin)) return undefined;
  if (origin !== undefined && !isOwnOrigin(origin, host))
    return 'Pages of this origin may not use this port.';
  if (!['none', 'same-origin'].includes(String(site))) return 'Pages of other sites may not use this port.';
  return undefined;
};

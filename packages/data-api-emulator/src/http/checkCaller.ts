// Refuses what a web page could send, as signatures are not verified.
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../apiError.ts';
import { isLoopbackHost } from './loopback.ts';

const refuse = (reason: string): never => {
  throw new ApiError('AccessDeniedException', reason);
};

/**
 * A page of another origin shows itself by `Origin` or `Sec-Fetch-Site` (Fetch Standard, Fetch Metadata). One that has
 * its own name resolve to 127.0.0.1, "DNS rebinding", shows itself by `Host`. `allowedHosts` are names besides loopback.
 */
export const checkCaller = (headers: IncomingHttpHeaders, allowedHosts: ReadonlySet<string>): void => {
  const isAllowed = (url: string): boolean => {
    const host = URL.parse(url)?.hostname ?? '';
    return isLoopbackHost(host) || allowedHosts.has(host);
  };
  if (!isAllowed(`http://${headers.host}`)) {
    refuse('The Host header names neither loopback nor a host that --allow-host names.');
  }
  if (headers.origin !== undefined && !isAllowed(headers.origin)) {
    refuse('Pages of other origins may not use this emulator.');
  }
  if (headers['sec-fetch-site'] === 'cross-site') refuse('Pages of other sites may not use this emulator.');
};

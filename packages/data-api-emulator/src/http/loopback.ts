// Tells what is on this machine alone.

/** Of an address: 127.0.0.0/8 and ::1, the former also as IPv4-mapped IPv6. */
export const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && /^(?:(?:::ffff:)?127\.\d+\.\d+\.\d+|::1)$/.test(address);

/** Of a host in a URL: a loopback address, or a name that never leaves the machine (RFC 6761, section 6.3). */
export const isLoopbackHost = (host: string): boolean =>
  /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);

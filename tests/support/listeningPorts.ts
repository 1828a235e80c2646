// The TCP ports that processes listen on, as Linux's /proc tells.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const listenState = '0A';

/** The number of a listening socket → its port. */
const listeningSockets = (): Map<string, number> => {
  const lines = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1),
  );
  return new Map(
    lines
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === listenState)
      .map((fields) => [
        fields[9] as string,
        Number.parseInt((fields[1] as string).split(':')[1] as string, 16),
      ]),
  );
};

const openSockets = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1] ?? [];
    } catch {
      // Closed since it was listed.
      return [];
    }
  });

export const listeningPorts = (pids: readonly number[]): number[] => {
  const sockets = listeningSockets();
  const ports = pids.flatMap(openSockets).flatMap((socket) => sockets.get(socket) ?? []);
  return [...new Set(ports)].sort((a, b) => a - b);
};

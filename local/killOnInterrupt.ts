// A process beside this one that ends it when Ctrl-C cannot, as while its event loop is blocked.
import { spawn } from 'node:child_process';

// In a terminal, Ctrl-C reaches the whole process group, and so this shell too. Its standard input is a pipe from us, which
// the kernel closes whatever ends us; then `cat` returns, which as a background process of a shell ignores Ctrl-C.
const script = `
limit() {
  trap 'kill $nap' TERM
  sleep "$1" & nap=$!
  wait $nap && kill -KILL $PPID
}
interrupts=0
trap 'interrupts=$((interrupts + 1))' INT
exec 4<&0
cat <&4 >/dev/null &
parent=$!
while kill -0 $parent; do
  wait $parent
  [ $interrupts -lt 2 ] || kill -KILL $PPID
  [ $interrupts -lt 1 ] || [ "$timer" ] || { limit "$1" & timer=$!; }
done
[ -z "$timer" ] || kill $timer`;

/**
 * Kills this process at the second Ctrl-C, or `limitS` seconds after the first. Tethered processes end with it. The
 * process beside it ends when this one does, and does not keep it from ending.
 */
export const killOnInterrupt = (limitS: number): void => {
  const child = spawn('/bin/sh', ['-c', script, 'interrupts', String(limitS)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
};

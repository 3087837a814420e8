import { execFileSync } from 'node:child_process';

/** The browser that shows the window of the program; undefined while there is none. */
export function browserPid(program: number): number | undefined {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const found = rows
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .find((match) => Number(match?.[2]) === program && match?.[3]?.includes('--remote-debugging-pipe'));
  return found ? Number(found[1]) : undefined;
}

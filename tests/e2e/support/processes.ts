import { execFileSync } from 'node:child_process';

/** How the engine's process is called in each shell. */
const engineArguments = /main\/engine\.js|--utility-sub-type=node\.mojom\.NodeService/;

/** The engine's process among the descendants of the program. Throws while there is none. */
export function enginePid(program: number): number {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, args]) => ({ pid: Number(pid), parent: Number(parent), args: args ?? '' }));
  const family = new Set([program]);
  for (const { pid, parent, args } of rows) {
    if (!family.has(parent)) continue;
    family.add(pid);
    if (engineArguments.test(args)) return pid;
  }
  throw new Error('the engine is not running');
}

import type { Problem } from '../../../../contract/problem.ts';

/** What a failed file operation means to the person. Programming errors are not problems: they are thrown on. */
export function toProblem(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const detail = error instanceof Error ? error.message : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 'folder-missing', detail };
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', detail };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EBUSY':
    case 'EIO':
    case 'EMFILE':
    case 'ENFILE':
    case 'EXDEV':
    case 'ENAMETOOLONG':
      return { code: 'server-refused', detail };
    default:
      throw error;
  }
}

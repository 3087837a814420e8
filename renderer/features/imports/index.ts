export { ImportForm } from './lazy.tsx';
export { createImports, importsStore, useImports, type ImportsState } from './imports-slice.ts';
export { ImportItem } from './status-item.tsx';

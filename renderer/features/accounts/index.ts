export { AddAccountSheet } from './add-account-sheet.tsx';
export { addAccountStore, createAddAccount, type AddAccountState } from './add-account-slice.ts';
export { FirstRun } from './first-run.tsx';

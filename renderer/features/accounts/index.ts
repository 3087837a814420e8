export { addAccountStore, createAddAccount, type AddAccountState } from './add-account-slice.ts';
export { AddAccountSheet, FirstRun } from './lazy.tsx';

import { createContext, useContext } from 'react';
import type { AccountId, MailboxId } from '../../contract/ids.ts';
import type { Client } from './bridge.ts';
import type { Filing, Tell } from './acts/filing.ts';

/** What the person is asked to choose a folder for. */
export interface FolderQuestion {
  readonly account: AccountId;
  /** How many mails will go there. */
  readonly count: number;
  /** A folder not worth offering: where the mails already are. */
  readonly without: MailboxId | null;
}

/** Acts that any part of the window may need; made once by the composition root. */
export interface Services {
  readonly client: Client;
  readonly filing: Filing;
  readonly tell: Tell;
  /** Shows the folder picker; null when the person closed it. */
  readonly askFolder: (question: FolderQuestion) => Promise<MailboxId | null>;
  /** Asks until when the decision on so many mails is put off; null when the person closed it. */
  readonly askUntil: (count: number) => Promise<number | null>;
}

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

/** The services of this window. */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('no provider for the services');
  return services;
}

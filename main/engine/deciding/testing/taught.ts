import type { MailboxId } from '../../../../contract/ids.ts';
import { Decider, type DecidingContext } from '../decider.ts';
import { NO_RULES } from '../rules/rule.ts';
import { makeMail } from './mails.ts';

export const box = (id: number): MailboxId => id as MailboxId;
export const VOYAGES = box(1);
export const FACTURES = box(2);
export const WORK = box(3);
export const folders = new Map([
  [VOYAGES, { path: 'Voyages', name: 'Voyages' }],
  [FACTURES, { path: 'Factures', name: 'Factures' }],
  [WORK, { path: 'Work', name: 'Work' }],
]);
export const context: DecidingContext = {
  rules: NO_RULES,
  folders,
  never: new Set(),
  now: Date.UTC(2026, 5, 1),
};

export const train = (subject: string, body: string) =>
  makeMail({ subject, body, from: { name: 'SNCF Connect', address: 'bonjour@sncf.example' } });
export const bill = (subject: string, body: string) =>
  makeMail({ subject, body, from: { name: 'OVH', address: 'billing@ovh.example' } });
export const work = (subject: string, body: string) =>
  makeMail({ subject, body, from: { name: 'Bob Jones', address: 'bob@work.example' } });

/** A decider that learned eight mails in each of three folders. */
export function taught(): Decider {
  const decider = Decider.create();
  for (let n = 1; n <= 8; n++) {
    decider.learn(
      train(`Votre billet Paris ${n}`, 'Réservation confirmée : train, départ, arrivée, voiture, place'),
      VOYAGES,
    );
    decider.learn(bill(`Facture n° ${n}`, 'Montant à régler, TVA, échéance, référence client'), FACTURES);
    decider.learn(work(`Planning week ${n}`, 'The meeting notes and the roadmap for the team'), WORK);
  }
  return decider;
}

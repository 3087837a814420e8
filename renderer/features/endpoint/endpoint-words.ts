import type { TFunction } from 'i18next';
import type { EndpointTrial } from '../../../contract/endpoint.ts';
import { inFigures } from '../../lib/words/format.ts';

/** How a trial went, in a sentence or two. */
export function trialWords(trial: EndpointTrial, t: TFunction, language: string): string {
  const seconds = trial.milliseconds / 1000;
  const time = inFigures(Math.max(0.1, seconds), language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
    maximumFractionDigits: seconds < 10 ? 1 : 0,
  });
  const words = { host: trial.host, time };
  if (!trial.understood) return t('endpoint.lost', words);
  const fine = t('endpoint.fine', words);
  return trial.gives === 'letters' ? `${fine} ${t('endpoint.letters')}` : fine;
}

/** Where an address leads, as far as that can be seen from it; null while it is none. */
export function leadsTo(address: string): { host: string; here: boolean; plain: boolean } | null {
  const text = address.trim();
  if (!URL.canParse(text)) return null;
  const { host, hostname, protocol } = new URL(text);
  if (host === '' || (protocol !== 'http:' && protocol !== 'https:')) return null;
  const here = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
  return { host, here, plain: protocol === 'http:' && !here };
}

import { Button } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useState } from 'react';
import type { TFunction } from 'i18next';
import type { RuleOffer } from '../../../../contract/rules.ts';
import { findMailbox } from '../../../lib/words/folders.ts';
import { formatNumber } from '../../../lib/words/format.ts';
import { mailboxName } from '../../../lib/words/mailbox-name.ts';
import { useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/words/text.ts';
import { useOffers } from '../offers-slice.ts';
import styles from './list.module.css';

const AT_ONCE = 1;

/** Rules that the person's own filing suggests, a few at a time. */
export function Offers() {
  const { t, language } = useText();
  const offers = useOffers((state) => state.offers);
  const [all, showAll] = useState(false);
  if (offers.length === 0) return null;
  const shown = all ? offers : offers.slice(0, AT_ONCE);
  const left = offers.length - shown.length;
  return (
    <section className={styles.offers} aria-label={t('rules.offer.title')} data-testid="rule-offers">
      <h2 className={styles.offersTitle}>
        <IconBulb size={15} aria-hidden="true" />
        {t('rules.offer.title')}
      </h2>
      {shown.map((offer) => (
        <OfferCard key={offer.key} offer={offer} />
      ))}
      {left > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => showAll(true)}>
          {t('rules.offer.more', { count: left, number: formatNumber(left, language) })}
        </Button>
      )}
    </section>
  );
}

function OfferCard({ offer }: { readonly offer: RuleOffer }) {
  const { t, language } = useText();
  const answer = useOffers((state) => state.answer);
  const mailboxes = useSession((state) => state.mailboxes);
  const folder = mailboxName(findMailbox(mailboxes, offer.target), t) || offer.form.move[0] || '';
  return (
    <div className={styles.offer} data-testid="rule-offer">
      <p>{offerInWords(offer, folder, t, language)}</p>
      <div className={styles.offerActions}>
        <Button
          variant="light"
          size="compact-sm"
          onClick={() => void answer(offer, true)}
          data-testid="offer-accept"
        >
          {t('rules.offer.accept')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => void answer(offer, false)}
          data-testid="offer-refuse"
        >
          {t('rules.offer.refuse')}
        </Button>
      </div>
    </div>
  );
}

function offerInWords(offer: RuleOffer, folder: string, t: TFunction, language: string): string {
  const { cause, filed, total } = offer;
  const who = {
    count: total,
    filed: formatNumber(filed, language),
    total: formatNumber(total, language),
    folder,
  };
  switch (cause.kind) {
    case 'sender':
      return t('rules.offer.sender', { ...who, name: cause.name.trim() || cause.address });
    case 'list':
      return t('rules.offer.list', { ...who, list: cause.listId });
  }
}

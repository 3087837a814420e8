import { describe, expect, it } from 'vitest';
import { makeMail } from '../deciding/testing/mails.ts';
import { digest } from './digest.ts';

const nothing = (): number => 0;

describe('what is shown of a mail', () => {
  it('has sender, list, subject, attachments and the sentences that tell most, in their order', () => {
    const shown = digest(
      makeMail({
        from: { name: 'EDF', address: 'facture@edf.example' },
        subject: 'Re: Votre échéance',
        listId: 'clients.edf.example',
        attachments: [{ filename: 'facture-2026.pdf', mimeType: 'application/pdf' }],
        body: `Bonjour Madame. ${'Nous espérons que vous allez bien par ce beau temps. '.repeat(8)}Votre facture d'électricité de 53 € est prête. Bien à vous.`,
      }),
      (word) => (['facture', 'electricite'].includes(word) ? 5 : 0),
    );
    expect(shown).toMatch(
      /^EDF edf\.example · clients\.edf\.example · Votre échéance · facture-2026\.pdf · /,
    );
    expect(shown).toContain("Votre facture d'électricité de 53 € est prête.");
    expect(shown.length).toBeLessThanOrEqual(320);
    expect(shown.indexOf('Bonjour')).toBeLessThan(shown.indexOf('électricité'));
  });

  it('leaves out what others wrote, signatures, small print and links', () => {
    const shown = digest(
      makeMail({
        subject: 'Samedi',
        body: [
          'On se voit samedi au marché pour choisir les légumes ?',
          'Tout est là : https://track.example/click?id=8271&u=abc',
          'Ce message est confidentiel et destiné à son seul destinataire.',
          '-- ',
          'Anne Martin, directrice',
          'Le 12 nov. 2026 à 10:02, Jean Dupont a écrit :',
          '> Et la facture de gaz ?',
        ].join('\n'),
      }),
      nothing,
    );
    expect(shown).toContain('samedi au marché');
    for (const out of ['track.example', 'confidentiel', 'directrice', 'gaz', 'a écrit']) {
      expect(shown, out).not.toContain(out);
    }
  });

  it('shows the answer that stands below a quotation', () => {
    const body = 'On Monday, Bob wrote:\n> Shall we meet?\nYes, at the station at nine.';
    expect(digest(makeMail({ subject: 'Meeting', body }), nothing)).toContain('station at nine');
  });

  it('is one paragraph without control characters, whatever the mail', () => {
    const shown = digest(
      makeMail({ subject: 'a\u0000b\nc', body: 'x\u202Ey\u200Bz abc.\r\n\r\n\u0007Second one here.' }),
      nothing,
    );
    expect(shown).toMatch(/^[^\p{C}\n]*$/u);
    expect(digest(makeMail({ subject: '', body: '' }), nothing).length).toBeGreaterThan(0);
    expect(digest(makeMail({ body: 'mot'.repeat(5000) }), nothing).length).toBeLessThanOrEqual(320);
  });
});

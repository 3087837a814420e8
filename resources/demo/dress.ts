import type { Charset, Letter, Lang, Stream } from './types.ts';
import { hashText, type Random } from './random.ts';

type Header = readonly [name: string, value: string];

const programs = {
  person: [
    'Courrier/12.4 (Linux)',
    'PosteMobile 8.1',
    'Webmail 4.11',
    'Plume Mail 115.6',
    'Plume Mail 128.2',
  ],
  machine: ['EnvoiPlus 3.2', 'MailPress 7.0.1', 'Courrielle 2.18', 'PHP/8.2 mailer', 'Bulkwright 5'],
};

/** How a sender's programs write: the same for all its mails. */
export interface Hand {
  readonly charset: Charset;
  readonly encoding: Letter['encoding'];
  /** Whether it writes ’ and keeps French double punctuation from breaking. */
  readonly typographic: boolean;
  readonly program: string;
}

/** Settles a sender's habits from a source forked by its address. */
export function handOf(style: Random, machine: boolean): Hand {
  const dice = style.next();
  const program = style.pick(programs[machine ? 'machine' : 'person']);
  if (dice < 0.16)
    return { charset: 'iso-8859-1', encoding: 'quoted-printable', typographic: false, program };
  if (dice < 0.22) return { charset: 'iso-8859-1', encoding: '8bit', typographic: false, program };
  if (dice < 0.36) return { charset: 'utf-8', encoding: 'base64', typographic: machine, program };
  if (dice < 0.5) return { charset: 'utf-8', encoding: '8bit', typographic: false, program };
  return { charset: 'utf-8', encoding: 'quoted-printable', typographic: machine, program };
}

/** Gives a text the typography of its sender. */
export function typeset(text: string, lang: Lang, hand: Hand): string {
  if (!hand.typographic) return text;
  const curly = text.replaceAll("'", '’');
  return lang === 'fr' ? curly.replace(/ ([:;!?»])/g, '\u00a0$1').replace(/« /g, '«\u00a0') : curly;
}

/** The headers beside the usual ones that each kind of sender adds. */
export function extraHeaders(
  stream: Stream,
  site: string,
  hand: Hand,
  random: Random,
  root: string,
): Header[] {
  const token = (): string => random.int(0x1000_0000, 0xffff_ffff).toString(36);
  const signature = (): Header => {
    const body = Array.from({ length: 22 }, () => token().padStart(7, 'a')).join('');
    const spaced = `${body}==`.replace(/.{66}(?=.)/g, '$& ');
    return [
      'DKIM-Signature',
      `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${site}; s=s${random.int(1, 4)}; h=from:to:subject:date:message-id; b=${spaced}`,
    ];
  };
  switch (stream.voice) {
    case 'machine':
      return [signature(), ['X-Mailer', hand.program], ['Auto-Submitted', 'auto-generated']];
    case 'news':
      return [
        signature(),
        ['List-Id', `<${stream.list?.id ?? `actu.${site}`}>`],
        ['List-Unsubscribe', `<https://${site}/u/${token()}${token()}>, <mailto:stop-${token()}@${site}>`],
        ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
        ['Precedence', 'bulk'],
        ['Feedback-ID', `${random.int(1000, 9999)}:${site}:lettre`],
        ['X-Mailer', hand.program],
      ];
    case 'list': {
      const address = stream.list?.address ?? `liste@${site}`;
      return [
        ['Sender', address.replace('@', '-bounces@')],
        ['List-Id', `${stream.list?.tag ?? 'liste'} <${stream.list?.id ?? `liste.${site}`}>`],
        ['List-Post', `<mailto:${address}>`],
        ['List-Unsubscribe', `<mailto:${address.replace('@', '-leave@')}>`],
        ['Precedence', 'list'],
        ['X-BeenThere', address],
      ];
    }
    case 'forge':
      return [
        ['List-Id', `${stream.list?.tag ?? 'depot'} <${stream.list?.id ?? `depot.${site}`}>`],
        ['List-Unsubscribe', `<https://${site}/notifications/unsubscribe/${token()}${token()}>`],
        ['Precedence', 'list'],
        [
          'X-Forge-Reason',
          ['mention', 'subscribed', 'review_requested', 'author'][root.length % 4] ?? 'mention',
        ],
        ['X-Auto-Response-Suppress', 'All'],
      ];
    case 'person':
      return [['User-Agent', hand.program]];
  }
}

/** The small print under a designed mail; `label → address` is a link. */
export function smallPrint(
  stream: Stream,
  company: string,
  site: string,
  owner: string,
  random: Random,
): string[] {
  const token = random.int(0x1000_0000, 0xffff_ffff).toString(36);
  const news = stream.voice === 'news';
  const place = 1 + (hashText(site) % 90);
  if (stream.lang === 'fr') {
    return [
      news
        ? `Vous recevez cette lettre à l'adresse ${owner} car vous vous y êtes abonné(e).`
        : `Message automatique envoyé à ${owner}, merci de ne pas y répondre.`,
      news
        ? `Se désabonner → https://${site}/u/${token}`
        : `Mes préférences → https://${site}/compte/alertes?c=${token}`,
      ...(news ? [`Voir dans le navigateur → https://${site}/lettre/${token}.html`] : []),
      `${company}, ${place} rue de l'Exemple, 00000 Villeneuve-l'Inventée`,
    ];
  }
  return [
    news
      ? `You are receiving this because ${owner} is subscribed to our updates.`
      : `This is an automated message sent to ${owner}. Replies are not read.`,
    news
      ? `Unsubscribe → https://${site}/u/${token}`
      : `Notification settings → https://${site}/account/mail?c=${token}`,
    ...(news ? [`View in your browser → https://${site}/issue/${token}.html`] : []),
    `${company}, ${place} Example Street, Inventon`,
  ];
}

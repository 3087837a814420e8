import { cloneStream } from './companies.ts';
import type { Random } from './random.ts';
import type { Shape, Stream } from './types.ts';
import { energy, bills } from './texts/fr-bills.ts';
import { building, school } from './texts/fr-home.ts';
import { freeSoftware, garden } from './texts/fr-lists.ts';
import { bank, health, taxes } from './texts/fr-money.ts';
import { letters, promotions } from './texts/fr-news.ts';
import { security, spamFr } from './texts/fr-noise.ts';
import { choir, friends, kin } from './texts/fr-people.ts';
import { orders, travel } from './texts/fr-travel.ts';
import { hr, lumiere, team } from './texts/fr-work.ts';
import { forge, typeList } from './texts/en-forge.ts';
import { friendsEn, lettersEn, promotionsEn, spamEn } from './texts/en-people.ts';
import { ordersEn, receipts, securityEn } from './texts/en-services.ts';
import { client, conference } from './texts/en-work.ts';
import { outbox } from './texts/outbox.ts';
import { homeless, newcomers } from './texts/strays.ts';
import { tangled } from './tangled.ts';

/** One folder of a mailbox: who writes to it, how many mails lie there, and how many of the same kind still in the inbox. */
export interface FolderPlan {
  readonly folder: string;
  /** Where its mails belong; null when nowhere. The folder itself unless told. */
  readonly home: string | null;
  readonly streams: readonly Stream[];
  readonly filed: number;
  readonly waiting: number;
}

export interface MailboxPlan {
  readonly folders: readonly FolderPlan[];
  /** Days the mail goes back. */
  readonly days: number;
  readonly repeat: (dice: number) => number;
  readonly photos: number;
  /** Whether what the owner wrote counts as mail of the folder, so that the total is what was asked. */
  readonly exact: boolean;
  /** Where its owner files a mail of a folder, so many days ago; in that folder unless told. */
  readonly habit?: (folder: string, ageDays: number, dice: Random) => string;
}

const folder = (path: string, streams: readonly Stream[], filed: number, waiting: number): FolderPlan => ({
  folder: path,
  home: path,
  streams,
  filed,
  waiting,
});
const inbox = (home: string | null, streams: readonly Stream[] | undefined, waiting: number): FolderPlan => ({
  folder: 'INBOX',
  home,
  streams: streams ?? [],
  filed: 0,
  waiting,
});
const aside = (path: string, streams: readonly Stream[], count: number): FolderPlan => ({
  folder: path,
  home: null,
  streams,
  filed: count,
  waiting: 0,
});

const demo: MailboxPlan = {
  days: 540,
  repeat: () => 1,
  photos: 0,
  exact: false,
  folders: [
    folder('Factures', bills, 34, 16),
    folder('Maison/Énergie et eau', energy, 16, 8),
    folder('Maison/Syndic', building, 16, 10),
    folder('Banque', bank, 24, 14),
    folder('Impôts', taxes, 10, 5),
    folder('Santé', health, 18, 10),
    folder('École', school, 26, 16),
    folder('Famille', kin.slice(0, 1), 26, 14),
    folder('Famille/Photos', kin.slice(1), 10, 6),
    folder('Amis', [...friends, ...friendsEn], 20, 12),
    folder('Chorale', choir, 12, 6),
    folder('Voyages', travel, 24, 14),
    folder('Commandes', [...orders, ...ordersEn], 34, 26),
    folder('Receipts', receipts, 18, 9),
    folder('Travail/Projet Lumière', lumiere, 34, 18),
    folder('Travail/Équipe', team, 20, 10),
    folder('Travail/RH', hr, 14, 6),
    folder('Clients/Halden Gardens', client, 24, 12),
    folder('Conference', conference, 7, 4),
    folder('Code', forge, 40, 30),
    folder('Listes/Jardin partagé', garden, 20, 12),
    folder('Listes/Type talk', typeList, 14, 8),
    folder('Listes/Entraide libre', freeSoftware, 14, 8),
    folder('Newsletters', [...letters, ...lettersEn], 40, 32),
    folder('Sécurité', [...security, ...securityEn], 14, 8),
    inbox('Factures', newcomers['bills'], 3),
    inbox('Maison/Énergie et eau', newcomers['energy'], 1),
    inbox('Voyages', newcomers['travel'], 2),
    inbox('Santé', newcomers['health'], 1),
    inbox('École', newcomers['school'], 1),
    inbox('Travail/Projet Lumière', newcomers['lumiere'], 1),
    inbox('Clients/Halden Gardens', newcomers['client'], 1),
    inbox('Commandes', newcomers['orders'], 1),
    inbox('Famille', newcomers['kin'], 1),
    inbox('Sécurité', newcomers['security'], 1),
    inbox(null, homeless, 12),
    inbox(null, [...promotions, ...promotionsEn], 22),
    aside('Sent', outbox, 12),
    aside('Drafts', outbox, 4),
    aside('Trash', [...promotions, ...promotionsEn], 16),
    aside('Junk', [...spamFr, ...spamEn], 18),
  ],
};

const french: MailboxPlan = {
  days: 900,
  repeat: () => 1,
  photos: 0,
  exact: false,
  folders: [
    folder('Factures', bills, 140, 34),
    folder('Factures/Énergie', energy.slice(0, 1), 70, 14),
    folder('Factures/Eau', energy.slice(1), 26, 5),
    folder('Banque', bank, 130, 30),
    folder('Impôts', taxes, 56, 12),
    folder('Santé/Mutuelle', health.slice(0, 1), 70, 16),
    folder('Santé/Rendez-vous', health.slice(1), 60, 12),
    folder('Copropriété', building.slice(0, 1), 60, 14),
    folder('Voisins', building.slice(1), 44, 12),
    folder('École', school.slice(0, 1), 90, 22),
    folder('École/Cantine', school.slice(1, 2), 40, 8),
    folder('École/Parents', school.slice(2), 30, 8),
    folder('Famille', kin.slice(0, 1), 110, 26),
    folder('Famille/Photos', kin.slice(1), 36, 10),
    folder('Amis', friends, 80, 18),
    folder('Chorale', choir, 70, 14),
    folder('Voyages', travel, 130, 26),
    folder('Achats', orders, 170, 44),
    folder('Travail/Lumière', lumiere, 130, 30),
    folder('Travail/Équipe', team, 90, 20),
    folder('Travail/RH', hr, 60, 12),
    folder('Listes/Jardin', garden, 90, 20),
    folder('Listes/Logiciels libres', freeSoftware, 90, 20),
    folder('Lettres', letters, 190, 50),
    folder('Connexions', security, 50, 12),
    folder('Client anglais', client, 24, 6),
    inbox('Factures', newcomers['bills'], 6),
    inbox('Factures/Énergie', newcomers['energy'], 2),
    inbox('École', newcomers['school'], 2),
    inbox('Achats', newcomers['orders'], 2),
    inbox('Famille', newcomers['kin'], 2),
    inbox('Santé/Rendez-vous', newcomers['health'], 2),
    inbox(null, homeless, 24),
    inbox(null, promotions, 50),
    aside('Sent', outbox.slice(0, 1), 40),
    aside('Drafts', outbox.slice(0, 1), 5),
    aside('Trash', promotions, 40),
    aside('Junk', spamFr, 40),
  ],
};

/** Folders of the large shape and their share of all mails; each is fed by several invented companies. */
const bulkFolders: readonly (readonly [
  path: string,
  streams: readonly Stream[],
  share: number,
  clones: number,
])[] = [
  ['Factures', bills, 4, 4],
  ['Factures/Énergie', energy, 2, 3],
  ['Banque', bank, 4, 2],
  ['Impôts', taxes, 1, 0],
  ['Santé', health, 2, 2],
  ['Maison/Syndic', building.slice(0, 1), 1, 1],
  ['Maison/Voisins', building.slice(1), 1, 0],
  ['École', school, 2, 0],
  ['Famille', kin, 3, 0],
  ['Amis', friends, 2, 0],
  ['Friends abroad', friendsEn, 1, 0],
  ['Chorale', choir, 1, 0],
  ['Voyages', travel, 3, 3],
  ['Commandes', orders, 6, 6],
  ['Orders', ordersEn, 3, 6],
  ['Receipts', receipts, 4, 8],
  ['Subscriptions', receipts, 2, 20],
  ['Travail/Projet Lumière', lumiere, 3, 0],
  ['Travail/Équipe', team, 3, 0],
  ['Travail/RH', hr.slice(0, 1), 1, 0],
  ['Travail/Administration', hr.slice(1), 1, 0],
  ['Clients/Halden Gardens', client, 2, 0],
  ['Conference', conference, 1, 0],
  ['Code/signmaker', forge.slice(0, 1), 8, 0],
  ['Code/glyphkit', forge.slice(1), 6, 0],
  ['Listes/Jardin partagé', garden, 2, 0],
  ['Listes/Entraide libre', freeSoftware, 3, 0],
  ['Lists/Type talk', typeList, 3, 0],
  ['Lettres/Cuisine', letters.slice(4), 2, 3],
  ['Lettres/Actualité', letters.slice(3, 4), 5, 3],
  ['Lettres/Culture', letters.slice(1, 2), 2, 3],
  ['Lettres/Jardin', letters.slice(0, 1), 2, 2],
  ['Lettres/Typographie', letters.slice(2, 3), 2, 2],
  ['Newsletters/Design', lettersEn.slice(0, 1), 3, 4],
  ['Newsletters/Commons', lettersEn.slice(1), 2, 3],
  ['Promotions', promotions.slice(0, 2), 5, 12],
  ['Deals', promotionsEn.slice(0, 1), 3, 12],
  ['Social', [...promotions.slice(2), ...promotionsEn.slice(1, 2)], 4, 4],
  ['Sécurité', [...security, ...securityEn], 2, 8],
  ['Sent', outbox, 1, 0],
  ['Trash', promotionsEn, 1, 2],
  ['Junk', [...spamFr, ...spamEn], 2, 0],
];

function bulk(count: number): MailboxPlan {
  const shares = bulkFolders.reduce((sum, [, , share]) => sum + share, 0);
  const homes = Math.round(count * 0.01);
  let left = count - homes;
  const folders = bulkFolders.map(([path, streams, share, clones], index): FolderPlan => {
    const last = index === bulkFolders.length - 1;
    const all = last ? left : Math.round(((count - homes) * share) / shares);
    left -= all;
    const own = ['Sent', 'Trash', 'Junk'].includes(path);
    const waiting = own ? 0 : Math.round(all * 0.225);
    const more = Array.from({ length: clones }, (_none, clone) =>
      streams.map((stream) => cloneStream(stream, `${path} ${clone}`)),
    );
    return { ...folder(path, [...streams, ...more.flat()], all - waiting, waiting), home: own ? null : path };
  });
  return {
    days: 1100,
    repeat: (dice) => (dice < 0.82 ? 1 : dice < 0.94 ? 3 : 8),
    photos: 0.12,
    exact: true,
    folders: [...folders, inbox(null, homeless, homes)],
  };
}

/** What a mailbox of a shape holds. `count` is for `bulk` alone: the others have their own size. */
export function planMailbox(shape: Shape, count: number): MailboxPlan {
  switch (shape) {
    case 'demo':
      return demo;
    case 'french':
      return french;
    case 'tangled':
      return tangled;
    case 'bulk':
      return bulk(count);
  }
}

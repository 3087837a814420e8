import type { Random } from './random.ts';
import type { FolderPlan, MailboxPlan } from './shapes.ts';
import type { Stream } from './types.ts';
import { bills, energy } from './texts/fr-bills.ts';
import { building, school } from './texts/fr-home.ts';
import { freeSoftware, garden } from './texts/fr-lists.ts';
import { bank, health, taxes } from './texts/fr-money.ts';
import { letters, promotions } from './texts/fr-news.ts';
import { security } from './texts/fr-noise.ts';
import { choir, friends, kin } from './texts/fr-people.ts';
import { orders, travel } from './texts/fr-travel.ts';
import { hr, lumiere, team } from './texts/fr-work.ts';
import { homeless } from './texts/strays.ts';

/** Where everything lands that seemed worth keeping at the moment, whatever it was. */
const KEPT = 'À garder';
/** Until then, days ago, all that costs money went into one folder. */
const SPLIT_BILLS = 420;

/** Some topics of a sender: the others go elsewhere. A topic weighs as much as it would in the whole stream. */
function topics(streams: readonly Stream[], index: number, from: number, to?: number): Stream[] {
  const stream = streams[index];
  if (!stream) throw new RangeError(`no stream ${index}`);
  const some = stream.topics.slice(from, to);
  return [{ ...stream, topics: some, weight: ((stream.weight ?? 1) * some.length) / stream.topics.length }];
}

function folder(path: string, filed: number, ...streams: readonly (readonly Stream[])[]): FolderPlan {
  return { folder: path, home: path, streams: streams.flat(), filed, waiting: Math.round(filed / 8) };
}

const folders: readonly FolderPlan[] = [
  folder('Factures', 110, bills.slice(2), topics(energy, 0, 0, 2), topics(energy, 1, 0, 1)),
  folder('Factures/Téléphone et internet', 60, bills.slice(0, 2)),
  folder('Maison/Énergie', 50, topics(energy, 0, 2), topics(energy, 1, 1)),
  folder('Banque/Relevés', 80, topics(bank, 0, 0, 2)),
  folder('Banque/Carte', 70, topics(bank, 0, 2, 4)),
  folder('Banque/Conseiller', 50, topics(bank, 0, 4), bank.slice(1)),
  folder('Impôts', 55, taxes),
  folder('Santé/Remboursements', 60, topics(health, 0, 0, 1)),
  folder('Santé/Mutuelle', 60, topics(health, 0, 1)),
  folder('Santé/Rendez-vous', 70, health.slice(1)),
  folder('Syndic/Assemblées', 50, topics(building, 0, 0, 2)),
  folder('Syndic/Travaux', 60, topics(building, 0, 2), topics(building, 1, 0, 1)),
  folder('Voisins', 50, topics(building, 1, 1)),
  folder('École/Classe', 80, topics(school, 0, 0, 2), school.slice(2)),
  folder('École/Papiers', 80, topics(school, 0, 2), school.slice(1, 2)),
  folder('Famille', 100, topics(kin, 0, 0, 3)),
  folder('Famille/Fêtes', 70, topics(kin, 0, 3), topics(kin, 1, 0, 1)),
  folder('Famille/Photos', 40, topics(kin, 1, 1)),
  folder('Amis', 60, topics(friends, 0, 0, 2)),
  folder('Amis/Sorties', 50, topics(friends, 0, 2)),
  folder('Chorale', 60, choir),
  folder('Voyages/Billets', 90, topics(travel, 0, 0, 2), travel.slice(1, 2)),
  folder('Voyages/Séjours', 80, topics(travel, 0, 2), travel.slice(2)),
  folder('Achats/Commandes', 100, topics(orders, 0, 0, 1), orders.slice(2)),
  folder('Achats/Livraisons', 100, topics(orders, 0, 1), orders.slice(1, 2)),
  folder('Travail/Lumière', 90, topics(lumiere, 0, 0, 2), lumiere.slice(1)),
  folder('Travail/Réunions', 80, topics(lumiere, 0, 2), topics(team, 0, 0, 2)),
  folder('Travail/Équipe', 70, topics(team, 0, 2)),
  folder('Travail/RH', 50, hr),
  folder('Listes/Jardin', 70, garden),
  folder('Listes/Logiciels libres', 80, freeSoftware),
  folder('Lettres/Culture', 70, letters.slice(1, 3)),
  folder('Lettres/Cuisine et jardin', 70, letters.slice(0, 1), letters.slice(4)),
  folder('Lettres/Actualité', 60, letters.slice(3, 4)),
  folder('Connexions', 40, security),
  { folder: 'INBOX', home: null, streams: [...homeless, ...promotions], filed: 0, waiting: 60 },
];

const paths = folders.map(({ folder: path }) => path).filter((path) => path !== 'INBOX');

/** Bills and tickets are filed with care; what people, lists and newsletters write, as it comes. */
const CARELESS = /^(?:Famille|Amis|Voisins|Chorale|Travail|Listes|Lettres)/;

/** Where a person puts a mail who is not a machine: mostly where it belongs. */
function habit(path: string, ageDays: number, dice: Random): string {
  if (ageDays > SPLIT_BILLS && /^(?:Factures|Maison)\//.test(path)) return 'Factures';
  const roll = dice.next() / (CARELESS.test(path) ? 10 : 1);
  if (roll < 0.004) return KEPT;
  return roll < 0.006 ? dice.pick(paths) : path;
}

/**
 * French mail of one household that is hard to file: one sender's mail goes to several folders by what it says, people write
 * about several things, folders were split on the way, some mail is kept for no reason, and some lies in the wrong place.
 */
export const tangled: MailboxPlan = {
  days: 900,
  repeat: () => 1,
  photos: 0,
  exact: false,
  folders,
  habit,
};

import type { Stream } from '../types.ts';

/** What she wrote without an answer yet: the start of the Sent folder, and drafts. */
export const outbox: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'person',
    people: [
      'Sandrine Pelletier <s.pelletier@banque-deux-rives.example>',
      'Florence Delmas <direction@ecole-jules-verne.example>',
      'Syndic Pierre & Toit <copropriete@pierre-et-toit.example>',
      'Plume & Cie <comptabilite@plume-et-cie.example>',
    ],
    words: {
      hi: ['Bonjour,', 'Bonjour à vous,', 'Bonsoir,'],
      bye: ['Cordialement,', 'Bien cordialement,', 'Avec mes remerciements,'],
    },
    topics: [
      `[~s|Absence de Noé|Question sur ma facture|Clés du local à vélos|Attestation à renvoyer]
>>> me
[~s|Noé sera absent {weekday} : rendez-vous chez l'ophtalmologue à {time:9~16}. Il reviendra pour la cantine.|Je ne comprends pas la ligne de {amount:5~80} sur le document {ref:##-###}. Pouvez-vous m'expliquer ?|Est-il possible d'avoir un deuxième jeu de clés ? Je peux passer le {day} vers {time:9~18}.|Voici l'attestation demandée, valable jusqu'au {date:200~360}. Dites-moi si le format convient.]`,
    ],
  },
  {
    lang: 'fr',
    voice: 'person',
    people: [
      'Hélène Vasseur <helene.vasseur@famille.example>',
      'Maëlle Caradec <maelle.caradec@courriel.example>',
      'Lucie Vasseur <lucie.v@boite-aux-lettres.example>',
    ],
    words: { hi: ['Coucou,', 'Hello,', 'Bonsoir,'], bye: ['Bises,', 'À très vite,'] },
    topics: [
      `[Dispo|Libre] {weekday} ?
>>> me
Est-ce que tu es libre {weekday} vers {time:10~20} ? [J'ai envie de prendre l'air.|On pourrait aller voir l'expo à {city}.] Je peux aussi le {day}, avec {thing} et {dish}.`,
    ],
  },
  {
    lang: 'en',
    voice: 'person',
    to: 'work',
    people: [
      'Nora Whitfield <nora.whitfield@halden-gardens.example>',
      'Ellen Marsh <programme@signs-and-light.example>',
      'Glyphworks <help@glyphworks.example>',
    ],
    weight: 0.6,
    words: { hi: ['Hello,', 'Good morning,'] },
    topics: [
      `[Revised artwork, zones {n:1~3}–{n1:4~8}|Licence question|Availability in {nextmonth}]
>>> me
[A quick note to say that|Just so you know,] [the revised set is on the shared drive, {n2:8~40} pages|we can start on {day} if the drawings are signed by {weekday}|our licence covers {n3:1~5} seats and we are now {n4:6~9}: what would the upgrade cost?] [No hurry.|Could you answer by {date:4~10}?]`,
    ],
  },
];

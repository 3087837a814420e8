import type { Stream } from '../types.ts';

const machine = { lang: 'fr', voice: 'machine' } as const;

/** Trains, flights, hotels and holiday rentals. */
export const travel: readonly Stream[] = [
  {
    ...machine,
    from: 'Rail Azur <billets@rail-azur.example>',
    topics: [
      `Votre e-billet {from} – {dest}, {day:6~30}
{civil}

Votre voyage est confirmé. Dossier : {ref:@@@@@@}

| Départ | {from}, {day} à {time:6~18} |
| Arrivée | {dest} |
| Train | n° {n:5100~9880}, voiture {n1:2~18}, place {n2:11~108} |
| Tarif | {amount:19~128} |

[Présentez ce billet sur votre téléphone.|L'accès au train ferme deux minutes avant le départ.] Bon voyage !
@pdf e-billet-{ref}`,
      `Rappel : vous partez demain pour {dest}
{civil}

Votre train n° {n:5100~9880} part demain à {time:6~19} de {from}. [La voie sera affichée vingt minutes avant le départ.|Prévoyez d'arriver un quart d'heure plus tôt.]

Dossier {ref:@@@@@@}, voiture {n1:2~18}, place {n2:11~108}.
=> Afficher mon billet`,
      `Info trafic : votre train {n:5100~9880} est retardé
{civil}

Suite à {reason}, votre train n° {n} du {day:0~1} au départ de {from} circule avec un retard estimé à {n1:15~95} minutes. Nouvelle heure de départ : {time:7~21}.

[Votre billet peut être échangé sans frais.|Une compensation vous sera proposée au-delà de trente minutes.] Dossier {ref:@@@@@@}.`,
      `Échange confirmé - dossier {ref:@@@@@@}
{civil}

L'échange de votre billet {from} – {dest} a bien été enregistré. Votre nouveau départ : {day} à {time:6~20}.

| Différence de prix | {amount:0~38} |
| Nouveau train | n° {n:5100~9880} |
@pdf e-billet-{ref}`,
    ],
    words: {
      from: ['Paris Gare de Lyon', 'Lyon Part-Dieu', 'Valence TGV', 'Grenoble'],
      dest: [
        'Nantes',
        'Rennes',
        'Marseille Saint-Charles',
        'Bordeaux Saint-Jean',
        'Lille Flandres',
        'Dijon-Ville',
        'Avignon TGV',
      ],
    },
  },
  {
    ...machine,
    from: 'Aéro Brise <reservations@aero-brise.example>',
    weight: 0.5,
    topics: [
      `Confirmation de réservation {ref:@#@@##} - vol pour {dest}
{civil}

Merci d'avoir réservé avec Aéro Brise.

| Vol | AB {n:210~989} |
| Départ | Lyon, le {date:12~60} à {time:6~20} |
| Destination | {dest} |
| Passagers | {n1:1~4} |
| Montant réglé | {amount:78~640} |

L'enregistrement en ligne ouvre {n2:24~48} heures avant le départ.
@pdf itineraire-{ref}`,
      `Enregistrez-vous pour votre vol AB {n:210~989}
{civil}

L'enregistrement est ouvert. [Choisissez votre siège gratuitement jusqu'à ce soir.|Votre siège actuel : {n1:4~31}{seat:@}.] Embarquement le {day:1~2} à {time:6~20}, porte annoncée une heure avant.

Code de réservation : {ref:@#@@##}.
=> M'enregistrer`,
    ],
    words: { dest: ['Lisbonne', 'Édimbourg', 'Turin', 'Porto', 'Copenhague', 'Athènes'] },
  },
  {
    ...machine,
    from: 'Gîtes & Refuges <sejours@gites-refuges.example>',
    weight: 0.6,
    topics: [
      `Réservation confirmée : {place}, du {date:20~70}
{civil}

Votre séjour de {n:2~7} nuits à {place} est confirmé.

| Référence | {ref:GR-#####} |
| Arrivée | {date}, à partir de {time:15~17} |
| Acompte réglé | {amount1:60~220} |
| Solde sur place | {amount2:90~480} |

[Draps fournis, linge de toilette en option.|La clé est dans la boîte à code, côté jardin : {code:##@#}.]`,
      `Votre séjour approche : infos pratiques pour {place}
{civil}

Plus que {n:3~12} jours ! [Le dernier commerce se trouve au village, à {n1:2~11} km.|Les chaînes peuvent être nécessaires sur les {n1:2~11} derniers kilomètres.] Votre hôte, {firstname}, vous attend vers {time:15~18}.

Son numéro : 06 39 98 {n2:10~99} {n3:10~99}. Dossier {ref:GR-#####}.`,
      `Comment s'est passé votre séjour à {place} ?
{civil}

Vous êtes rentrée le {past}. [Votre avis aide les autres voyageurs|Deux minutes suffisent] : propreté, accueil, calme… notez {place} avant le {date}. Séjour {ref:GR-#####}.
=> Donner mon avis`,
    ],
    words: {
      place: [
        'La Grange du Lac',
        'Refuge des Écureuils',
        'Chalet Belle-Combe',
        'Le Moulin bleu',
        'Gîte des Salines',
      ],
    },
  },
];

/** Orders and parcels. */
export const orders: readonly Stream[] = [
  {
    ...machine,
    from: 'Comptoir Mirabelle <commandes@comptoir-mirabelle.example>',
    topics: [
      `Commande n° {ref:CM-######} confirmée
{civil}

Merci pour votre commande du {today} ! [Nous la préparons avec soin.|Elle partira {delay}.]

*1~4 | {product%} | {amount%:6~79} |
| Livraison | offerte |
| Total | {total} |

[Livraison prévue le {day}.|Retrait à {shopkind} dès réception du message de mise à disposition.]
=> Suivre ma commande`,
      `Votre commande {ref:CM-######} est en route
{civil}

Votre colis a été remis au transporteur {moment}.

*1~3 | {product%} | x {n%:1~2} |

Numéro de suivi : {track:6A###########}. Livraison estimée : {day:1~5}.
=> Suivre mon colis`,
      `Remboursement de votre retour {ref:RET-#####}
{civil}

Nous avons bien reçu votre retour ({product}). Un remboursement de {amount:9~120} a été effectué sur votre {card}. Il apparaîtra {delay}.`,
    ],
  },
  {
    ...machine,
    from: 'Colis Hirondelle <suivi@colis-hirondelle.example>',
    topics: [
      `Votre colis {ref:CH#########FR} [arrive aujourd'hui|sera livré demain]
Bonjour Camille,

Votre colis expédié par [Comptoir Mirabelle|La Quincaillerie du Port|Papeterie Sélune|Vélo & Vent] sera livré [entre {time:8~11} et {time2:12~14}|entre {time:13~15} et {time2:16~19}].

[Absente ? Choisissez un point relais ou un autre jour.|Le livreur vous demandera le code {code:####}.]
=> Modifier ma livraison`,
      `Colis {ref:CH#########FR} disponible en point relais
Bonjour Camille,

Votre colis vous attend à {shopkind}, {n:2~90} {street}, jusqu'au {date:8~14}. Présentez le code {code:@##-###} et une pièce d'identité.

Horaires : du mardi au samedi, {time:8~10} – {time2:18~19}.`,
      `Avis de passage : colis {ref:CH#########FR} non remis
Bonjour Camille,

Notre livreur est passé {moment} sans pouvoir vous remettre le colis ({n:1~9},{n2:1~9} kg). [Une nouvelle présentation aura lieu le {day:1~3}.|Il est conservé à l'agence jusqu'au {date:8~14}.]
=> Choisir une solution`,
      `Livré : votre colis {ref:CH#########FR}
Bonjour Camille,

Votre colis a été remis {moment} à {time:9~18}, [en main propre|dans votre boîte aux lettres|à votre voisin M. Lacombe]. Dites-nous si tout s'est bien passé (réponse en un clic, enquête {n:1000~9999}).`,
    ],
  },
  {
    ...machine,
    from: 'La Quincaillerie du Port <boutique@quincaillerie-du-port.example>',
    look: 'text',
    weight: 0.5,
    topics: [
      `Commande {ref:#####} : [~c|expédiée|un article en rupture]
Bonjour,

[~c|Votre commande {ref} est partie {moment}, en {n:1~3} colis.|L'article « {product} » de la commande {ref} ne sera de retour qu'autour du {date:10~30}.]

[~c|Le numéro de suivi est {track:6A###########}.|Nous pouvons vous proposer un équivalent à {amount:8~60} ou vous rembourser.]

Bien à vous,
{firstname}, pour la Quincaillerie du Port`,
    ],
  },
  {
    ...machine,
    from: 'Panier de la Source <amap@panier-de-la-source.example>',
    look: 'text',
    weight: 0.5,
    topics: [
      `Votre panier du {day:1~4}
Bonjour,

Cette semaine dans le panier : [poireaux, courge butternut|carottes, betteraves|blettes, radis noir|salade, fenouil], [pommes|poires|kiwis], {n:6~12} œufs et [un bouquet de persil|un pot de miel|une botte d'oignons].

Distribution [sous la halle|dans la cour de l'école], de {time:17~18} à {time2:19~20}. [Il manque deux bras pour décharger le camion.|Pensez à rapporter les cagettes.] Solde de votre compte : {amount:4~60}.`,
    ],
  },
];

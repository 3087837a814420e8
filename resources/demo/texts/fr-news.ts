import type { Stream } from '../types.ts';

const news = { lang: 'fr', voice: 'news' } as const;

/** Newsletters she reads, or means to. */
export const letters: readonly Stream[] = [
  {
    ...news,
    from: 'La Gazette du Potager <lettre@gazette-potager.example>',
    words: {
      headline: [
        'Ail ou échalote : que planter ce mois-ci ?',
        'Cinq paillis à faire soi-même',
        'Le semis de fèves, pas à pas',
        'Sauver ses tomates du mildiou',
        'Un hôtel à insectes en deux heures',
        'Tailler le cassissier sans se tromper',
        'Compost : que faire des agrumes ?',
        "Les engrais verts d'automne",
        'Courges : la bonne conservation',
        "Récupérer l'eau de pluie en appartement",
        'Portrait : {firstname}, maraîchère à {city}',
        'Le calendrier des semis de la quinzaine',
      ],
      blurb: [
        'Nos lecteurs ont essayé pendant un an, carnet en main. Leurs {n%:3~9} conseils tiennent sur une page.',
        "On croit souvent qu'il faut attendre le printemps. C'est une erreur, et voici pourquoi.",
        "Reportage dans les jardins partagés de {city}, où l'on s'y met dès {weekday%}.",
        'Le geste à ne pas oublier avant les premières gelées, expliqué en {n%:3~8} images par notre jardinier.',
        'Quand, comment, avec quoi : toutes les réponses dans la fiche n° {n%:40~190} de la semaine.',
      ],
    },
    topics: [
      `{headline1}
# La Gazette du Potager n° {n:210~480}
Bonjour Camille, [voici les nouvelles du jardin pour cette semaine|la terre est encore tiède, profitons-en|au programme : des semis, un peu de taille et une recette].

*3~4 ## {headline%} ⏎ {blurb%} ⏎ => Lire la suite

Bon jardinage, et rendez-vous {weekday} !`,
    ],
  },
  {
    ...news,
    from: 'Lettre des Musées <actualites@lettre-des-musees.example>',
    words: {
      headline: [
        '« Ombres portées » : la lumière comme matière',
        'Nocturne gratuite le {day%}',
        'Une donation de {n%:20~90} estampes',
        "Atelier famille : fabriquer un théâtre d'ombres",
        'Dans les réserves du musée de {city}',
        'Visite commentée des ateliers de restauration',
        'Conférence : éclairer sans abîmer',
        "Les coulisses d'un accrochage",
        'Le dessin du mois : une étude de mains',
        "Réouverture de l'aile nord",
      ],
      blurb: [
        "Notre équipe vous emmène de l'autre côté du décor. À lire en {n%:3~11} minutes, avec des photographies.",
        'Renseignements et réservation au guichet ou en ligne, tarif {amount%:5~16}.',
        "À découvrir jusqu'au {date%:20~90}, avec un livret en gros caractères et un parcours tactile.",
        "Une conservatrice raconte, documents à l'appui. Prochain rendez-vous le {day%} à {time%:14~20}.",
      ],
    },
    topics: [
      `[À voir|Cette semaine|L'agenda] : {headline1}
# L'agenda des musées
[Les expositions à ne pas manquer, de {city} à {city2}.|Notre sélection pour la quinzaine, près de chez vous et plus loin.]

*3~5 ## {headline%} ⏎ {blurb%} ⏎ => Réserver`,
    ],
  },
  {
    ...news,
    from: 'Typo & Papier <infolettre@typo-papier.example>',
    words: {
      headline: [
        'Une police pour les petits corps',
        'Retour sur les rencontres de {city}',
        'Papier recyclé : le vrai coût',
        'Ligatures : lesquelles garder ?',
        'Entretien avec une graveuse de caractères',
        'Accessibilité : le contraste ne fait pas tout',
        'Petit éloge du blanc tournant',
        'Lire la nuit : thèmes sombres et fatigue',
        'Trois grilles pour un catalogue',
      ],
      blurb: [
        '{firstname} a passé {n%:2~9} semaines sur le sujet, carnet à la main. Extraits.',
        'Un dossier de {n%:6~30} pages, à retrouver chez les imprimeurs de {city} pour {amount%:6~18}.',
        "On en parle peu, et pourtant c'est ce que {n%:51~89} % des lecteurs remarquent en premier.",
        'Trois avis, {n%:5~22} essais et une conclusion prudente.',
      ],
    },
    topics: [
      `N° {n:40~160} — {headline1}
# Typo & Papier
[Au sommaire de ce numéro|Dans cette livraison] : du plomb, des pixels et un peu d'encre.

*3~4 ## {headline%} ⏎ {blurb%} ⏎ => Lire l'article`,
    ],
  },
  {
    ...news,
    from: 'Le Brief du Matin <bonjour@brief-du-matin.example>',
    words: {
      headline: [
        '{^city} teste les rues scolaires',
        'Le prix du blé recule de {n%:2~9} %',
        'Trains de nuit : une ligne rouvre',
        'La grève des éboueurs prend fin',
        "Une comète visible à l'œil nu {weekday%}",
        'Les librairies indépendantes résistent',
        'Sécheresse : restrictions levées dans {n%:4~20} départements',
        'Le budget de la ville voté cette nuit',
        'Une baleine aperçue au large des îles',
        'Réforme du stationnement : ce qui change',
      ],
      blurb: [
        "L'essentiel en {n%:2~4} minutes : ce que l'on sait, ce qui reste flou, et ce qu'en disent les habitants.",
        "Ce que l'on sait ce matin, et ce qu'il faudra suivre d'ici le {date%}.",
        'Notre correspondante à {city} a passé la journée sur place. Récit.',
        'Réactions, chiffres et carte : le point à {time%:6~9}.',
        'Vous êtes {n%:120~900} à nous avoir écrit à ce sujet. Nous y revenons.',
      ],
    },
    topics: [
      `{^weekday:0~0} : {headline1}
Bonjour, [voici ce qu'il faut retenir ce matin|il est {time:6~7}, l'actualité tient en quelques lignes|un café et on commence].

*4~6 ## {headline%} ⏎ {blurb%} ⏎ => En savoir plus

Le chiffre du jour : {n:12~98} %. [C'est la part des trajets de moins de deux kilomètres faits en voiture.|C'est la part des Français qui disent dormir moins de sept heures.]`,
    ],
  },
  {
    ...news,
    from: 'Cuisine de Saison <recettes@cuisine-de-saison.example>',
    look: 'html',
    weight: 0.7,
    words: {
      headline: [
        'Velouté de courge au curry doux',
        'Crumble aux poires et noisettes',
        'Tarte fine aux oignons',
        "Soupe au pistou d'hiver",
        'Pain perdu salé aux champignons',
        'Gratin de blettes',
        "Risotto d'épeautre",
        'Compote de coings à la cannelle',
        'Galettes de lentilles corail',
      ],
      blurb: [
        'Prêt en {n%:15~55} minutes, pour {m%:2~6} personnes. Environ {amount%:2~6} par assiette.',
        "Une recette envoyée par {firstname}, de {city}, qui remplace le beurre par de la purée d'amande.",
        "À préparer la veille : {n%:2~4} heures de repos et c'est encore meilleur.",
      ],
    },
    topics: [
      `[{headline1}, et {n:3~6} autres idées|Ce soir : {headline1}|Menu de la semaine : {headline1}]
# Qu'est-ce qu'on mange ?
*4~5 ## {headline%} ⏎ {blurb%} ⏎ => Voir la recette`,
    ],
  },
];

/** Advertising nobody files. */
export const promotions: readonly Stream[] = [
  {
    ...news,
    from: 'Maison Fauvette <offres@maison-fauvette.example>',
    topics: [
      `[Derniers jours|Dernière chance|Plus que 48 h] : -{n:20~60} % sur [les draps|le linge de bain|la vaisselle|tout le salon]
# -{n} % jusqu'au {date:1~4}
Camille, [vos envies méritent un petit coup de pouce|on pense à votre intérieur]. Avec le code {code:FAUV##}, profitez de -{n} % dès {amount:30~80} d'achat.

*2~4 ## {product%} ⏎ à partir de {amount%:8~90}, livraison {delay} ⏎ => J'en profite`,
    ],
  },
  {
    ...news,
    from: 'Vélo & Vent <club@velo-et-vent.example>',
    weight: 0.6,
    topics: [
      `Camille, vos {n:50~400} points expirent le {date:4~12}
# Vos {n} points vous attendent
[Échangez-les contre une révision gratuite|Ils valent {amount:5~40} de remise en magasin], à {city} ou en ligne, avec le code {code:VENT-####}.
=> Utiliser mes points`,
      `Atelier gratuit : [réparer une crevaison|régler ses freins|préparer son vélo pour l'hiver], {day}
{firstname} vous accueille le {day} de {time:10~11} à {time2:12~13}. {n:6~14} places seulement, inscription n° {ref:AT-####}.
=> Je m'inscris`,
    ],
  },
  {
    ...news,
    from: 'Réseau Passerelle <notifications@reseau-passerelle.example>',
    words: {
      event: [
        'a commenté votre publication',
        'vous a envoyé une invitation',
        'a consulté votre profil',
        'fête {n%:2~9} ans dans son poste',
        'a recommandé vos compétences en signalétique',
      ],
    },
    topics: [
      `{firstname} {event1}
Bonjour Camille,

*1~3 - {firstname%} {event%} ({moment%})

Vous avez aussi {n:2~30} nouvelles notifications depuis le {past}.
=> Voir l'activité`,
      `{n:3~19} personnes ont vu votre profil cette semaine
Votre profil est apparu dans {m:##} recherches depuis le {past}. [Découvrez qui vous a remarquée|Complétez votre parcours pour être encore plus visible].
=> Voir les statistiques`,
    ],
  },
];

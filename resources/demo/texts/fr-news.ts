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
        'Nos lecteurs ont testé {n%:3~9} méthodes pendant un an. Le résultat est sans appel, et la plus simple gagne.',
        "On croit souvent qu'il faut attendre le printemps. C'est une erreur, et voici pourquoi.",
        "Une technique ancienne revient dans les jardins partagés de {city}. Elle demande peu d'eau et un peu de patience.",
        'Le geste à ne pas oublier avant les premières gelées, expliqué en images par notre jardinier.',
        'Combien de plants au mètre carré, quelle profondeur, quel voisinage : toutes les réponses dans la fiche de la semaine.',
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
        'Réservation conseillée, tarif {amount%:5~16}. La visite dure une heure et demie et part du hall.',
        "Jusqu'au {date%:20~90}, le musée présente un ensemble rarement montré, accompagné de textes en gros caractères et d'un parcours tactile.",
        'Notre équipe a suivi pendant {n%:3~11} mois le travail des restaurateurs. Entretien et photographies.',
        'Une soirée pour les abonnés, avec un concert à {time%:18~20} dans la cour.',
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
        "Le dessin s'appuie sur {n%:4~18} graisses et un jeu de chiffres elzéviriens. Essai en conditions réelles.",
        'À partir de {amount%:12~60}, disponible chez les imprimeurs de {city}.',
        "On en parle peu, et pourtant c'est ce que les lecteurs remarquent en premier.",
        "Notre banc d'essai a comparé {n%:5~22} réglages sur {m%:3~6} écrans.",
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
        "L'essentiel en {n%:2~4} minutes : ce qui a été décidé, ce qui reste flou, et ce qu'en disent les habitants.",
        'La mesure entre en vigueur le {date%}. Nos explications.',
        'Selon une étude publiée hier, {m%:31~78} % des personnes interrogées y sont favorables.',
        "Les négociations ont duré jusqu'à {time%:19~23}. Un accord de principe a été trouvé.",
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

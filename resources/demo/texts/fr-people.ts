import type { Stream } from '../types.ts';

const family = [
  'Hélène Vasseur <helene.vasseur@famille.example>',
  'Lucie Vasseur <lucie.v@boite-aux-lettres.example>',
  'Jean Vasseur <jean.vasseur@famille.example>',
  'Monique Rivoire <monique.rivoire@famille.example>',
];
const warm = {
  hi: ['Coucou {to},', 'Coucou,', 'Hello {to},', 'Bonjour {to},', 'Salut {to} !', 'Kikou,'],
  bye: ['Bises,', "Je t'embrasse,", 'Gros bisous,', 'Bisous à tous,', 'À très vite,', 'Mille baisers,'],
};

/** The family. */
export const kin: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'person',
    people: family,
    words: warm,
    topics: [
      `[Les {n:68~79} ans de Papi|Le week-end à la maison|L'anniversaire de Noé|Les vacances tous ensemble] : on s'organise ?
>>> a
[Je commence à réfléchir à l'organisation|Il faudrait qu'on se décide]. [On pourrait se retrouver à la maison du {day:20~40} au dimanche.|Est-ce que le week-end du {date:20~60} vous irait ?] Nous serions {n1:8~16} à table.

Je m'occupe [du plat, j'ai pensé à {dish}|de la chambre des enfants]. [Qui peut apporter {thing} ?|Il manquera {thing}.]
>>> b
[Ça me va très bien !|Pour nous c'est parfait.] On arrivera [plutôt vers {time:11~13}|la veille au soir]. J'apporte {thing2} et {dish2}.
>>> me
Ok pour nous, les enfants sont ravis. On prendra le train de {time2:8~17}, je vous redis pour la gare. Je me charge du fromage, et j'apporte {thing3}.
>>> a
Formidable. [Pense à prendre les maillots, la piscine est chauffée|Prenez des pulls, la maison est fraîche le matin]. On vous attend !
>>> c
Je vois les messages seulement maintenant, désolé. Je viendrai avec {thing4}, et {firstname} si ça ne dérange pas.`,
      `[Nouvelles de {city}|Quelques nouvelles|Petit coucou de {city}]
[Nous sommes bien arrivés à {city}|Voilà {n:2~9} jours que nous sommes à {city}] et nous avons {weather}. [Le chien a retrouvé la forme, il a marché {n1:3~12} km hier|On a visité le marché, j'ai trouvé des confitures pour les petits]. Ce soir ce sera {dish}.

[Et toi, le travail, pas trop fatiguée ?|Est-ce que Zoé a passé son audition ?] Appelle-moi {weekday} si tu peux, plutôt après {time:18~20}.`,
      `Le dossier de Mamie
>>> a
J'ai eu l'assistante sociale {moment}. [La place à la résidence des Glycines se libère le {date}|Il faut renvoyer le dossier avant le {date}]. Le reste à charge serait de {amount:640~1480} par mois après l'aide.

[Est-ce que tu peux relire le formulaire ?|Tu avais gardé son livret de famille, non ?] Le numéro de dossier est {ref:GLY-####}.
>>> me
Je relis ça ce soir. [J'ai bien le livret de famille, je le scanne.|Pour l'aide, il faut aussi l'avis d'imposition, je m'en occupe.] Tu préfères qu'on y aille ensemble le {day} ?
>>> a
Oui, allons-y ensemble, vers {time:10~15}. Ça me rassure.`,
      `Tu peux [~g|garder|récupérer] les enfants {weekday} ?
>>> a
[~g|On a une soirée {weekday} et la baby-sitter nous lâche|Je suis coincée au travail {weekday} jusqu'à {time:18~20}]. Est-ce que tu pourrais [~g|prendre les petits de {time:18~19} à minuit|récupérer les cousins à l'école à {time2:16~17}] ?

Je te revaudrai ça [avec {dish}|le mois prochain, promis].
>>> me
Bien sûr, pas de problème. [Ils mangent chez nous, il y aura {dish2}.|On fera des crêpes.] N'oublie pas {thing}.
>>> a
Tu es la meilleure. J'ai mis {thing2} dans le sac, et le doudou.`,
      `Recette [de Mamie|du dimanche] : {dish}
Tu me la demandais : pour {dish}, il te faut {n:2~6} œufs, {n1:150~500} g de farine, un peu de [muscade|cumin|thym] et surtout de la patience. {n2:25~70} minutes à {n3:150~210} °C.

[Mamie ajoutait toujours une pincée de sucre|Le secret, c'est de laisser reposer une nuit]. Tu me diras si les enfants en reprennent.`,
    ],
  },
  {
    lang: 'fr',
    voice: 'person',
    look: 'note',
    people: family,
    words: { ...warm },
    weight: 0.7,
    topics: [
      `Photos [du week-end|de {city}|de l'anniversaire|du lac]
[Voici les photos|Comme promis, les photos] [du week-end|de dimanche dernier] ! [La {n:2~3}e est ma préférée|Il y en a une où Noé rit aux éclats]. On en a pris {n1:40~220} en tout, je vous fais un tri.

[Les autres sont sur la clé, je vous l'apporte le {day}.|Dites-moi lesquelles vous voulez en papier.]
@png IMG_{ref:####}
@png IMG_{ref2:####}`,
      `Une photo pour toi
[J'ai retrouvé ça en rangeant le grenier|Regarde ce que j'ai retrouvé dans la boîte bleue] : [l'été {y:198#} à {city}|toi à {n:3~9} ans, avec {thing}|la maison avant les travaux]. [Je la ferai encadrer.|Tu te souviens ?]
@png scan-{ref:###}`,
    ],
  },
];

/** Friends and the choir. */
export const friends: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'person',
    people: [
      'Maëlle Caradec <maelle.caradec@courriel.example>',
      'Thomas Vignal <thomas.vignal@courriel.example>',
      'Soraya Haddad <soraya.h@boite-aux-lettres.example>',
      'Étienne Brossard <etienne@brossard.example>',
    ],
    topics: [
      `[~s|Rando|Ciné|Apéro|Raclette] {weekday} ?
>>> a
[Ça vous dit|Qui est partant pour] [~s|la boucle du lac, {n:9~19} km et {n1:300~900} m de dénivelé|le nouveau film à {time:18~20}, au Rex|un verre chez nous à partir de {time:18~20}|une raclette à la maison, j'ai {n:8~12} kilos de patates] ? Dites-moi avant {weekday2}, [j'ai {n2:2~3} places dans la voiture|on peut covoiturer|il faut que je réserve].
>>> me
[Partante !|Avec plaisir !] J'apporte {thing}. [Adrien garde les enfants.|Les enfants peuvent venir ?]
>>> b
Moi aussi, mais je devrai filer vers {time3:15~22}. Je prends {thing2}.
>>> a
Top, on sera {n4:4~8}. [Prévoyez {thing3}.|À {weekday} !]`,
      `Tu as toujours {thing} ?
>>> a
Question bête : est-ce que tu as toujours {thing} que je t'avais prêté [l'été dernier|en {month}] ? On part à {city} le {day} et ça nous dépannerait.
>>> me
Oui, et je culpabilise depuis {n:2~9} mois ! Je te le dépose {weekday} vers {time:17~20} ?
>>> a
Parfait, merci. Il y aura {dish} si tu restes dîner.`,
      `[Un livre pour toi|À lire absolument|Ce podcast]
J'ai terminé « [Les Heures lentes|La Maison des marées|L'Été de Rose|Un hiver à {city}] » {moment}, et j'ai pensé à toi à la page {n:20~290}. [C'est drôle, puis ça ne l'est plus du tout.|La fin m'a laissée sans voix.]

Je te le passe {weekday} ? Je l'ai payé {amount:8~24}, il faut bien qu'il serve.`,
    ],
  },
];

/** The choir, a small association with an announcement address. */
export const choir: readonly Stream[] = [
  {
    lang: 'fr',
    voice: 'person',
    from: 'Chorale Les Voix du Canal <bureau@voix-du-canal.example>',
    words: {
      hi: ['Chères choristes, chers choristes,', 'Bonjour à tous les pupitres,', 'Bonsoir,'],
      bye: ['Musicalement,', 'À mardi,', 'Chantez bien,'],
      who: ['Le bureau', 'Agathe, pour le bureau', 'Rémi, chef de chœur'],
    },
    topics: [
      `Répétition du {day:1~5} : [programme|changement de salle|pupitres]
La répétition de {day} aura lieu à {time:19~20} [salle des Mariniers|exceptionnellement à l'église Saint-Roch|à l'école de musique]. On travaillera [le « Cantique des rives » mesures {n:12~60} à {n1:61~140}|les deux chants de marins|la fin du Gloria]. Les altos arrivent à {time2:18~19}.

[Merci d'apporter vos partitions et un crayon.|Il reste {n2:3~14} partitions à récupérer auprès d'Agathe.]`,
      `Concert du {day:10~40} à {city} : tenue, horaires, covoiturage
Voici les consignes pour le concert :

- rendez-vous à {time:14~16} pour le raccord
- concert à {time2:18~20}, durée {n:55~95} minutes
- tenue : [noir et une touche de bleu|haut blanc, bas noir]

[Il manque {n1:2~7} places dans les voitures.|Les billets sont à {amount:6~15}, gratuits pour les moins de 12 ans.] Répondez avant le {date:3~9}.
@ics Concert de la chorale @ {city}`,
      `Cotisation {season} et assemblée générale
La cotisation passe à {amount:60~120} pour l'année {season}. L'assemblée générale se tiendra le {day} à {time:18~19}, suivie d'un pot ([chacun apporte {dish}|le bureau offre à boire]).

Bilan : {n:32~58} choristes, {n1:4~9} concerts, {amount2:300~1900} en caisse.
@pdf appel-a-cotisation-{ref:###}`,
    ],
  },
];
